"use client"

import { type ButtonProps, Button as KumoButton, LinkButton as KumoLinkButton } from "@cloudflare/kumo"
import type { ComponentProps, Ref } from "react"

export type { ButtonProps }

/** `sm` (26 px) in bars, `xs ghost` in panel headers, `base` (36 px) only for the one decisive action of a column. */
export function Button({
  ref,
  size = "sm",
  type = "button",
  ...props
}: ButtonProps & { ref?: Ref<HTMLButtonElement> }) {
  return <KumoButton ref={ref} size={size} type={type} {...props} />
}

/** A link that looks like a button. */
export function LinkButton({ size = "sm", ...props }: ComponentProps<typeof KumoLinkButton>) {
  return <KumoLinkButton size={size} {...props} />
}

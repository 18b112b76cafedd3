"use client"

import { Input as KumoInput } from "@cloudflare/kumo"
import type { ComponentProps } from "react"

export type InputProps = Omit<ComponentProps<typeof KumoInput>, "label"> & {
  label: string
  /** Shows the label above the field; otherwise only screen readers hear it. */
  showLabel?: boolean
}

/** A line of text. */
export function Input({ label, showLabel = false, size = "sm", ...props }: InputProps) {
  const name = showLabel ? { label } : { "aria-label": label }
  return <KumoInput {...props} {...name} size={size} />
}

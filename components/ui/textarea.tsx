"use client"

import { InputArea } from "@cloudflare/kumo"
import type { ComponentProps } from "react"

export type TextareaProps = Omit<ComponentProps<typeof InputArea>, "label"> & {
  label: string
  showLabel?: boolean
}

/** Several lines of text. */
export function Textarea({ label, showLabel = false, size = "sm", ...props }: TextareaProps) {
  const name = showLabel ? { label } : { "aria-label": label }
  return <InputArea {...props} {...name} size={size} />
}

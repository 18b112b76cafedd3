"use client"

import { Checkbox as KumoCheckbox } from "@cloudflare/kumo"
import type { ReactNode } from "react"

export interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  indeterminate?: boolean
  disabled?: boolean
  name?: string
}

/** A box with its words beside it. */
export function Checkbox({ label, onChange, ...props }: CheckboxProps & { label: ReactNode }) {
  return <KumoCheckbox {...props} label={label} onCheckedChange={onChange} />
}

/** A box alone, for table rows; the label is only spoken. */
export function BareCheckbox({ label, onChange, ...props }: CheckboxProps & { label: string }) {
  return <KumoCheckbox {...props} aria-label={label} onCheckedChange={onChange} />
}

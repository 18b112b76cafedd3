"use client"

import { Checkbox as KumoCheckbox } from "@cloudflare/kumo"
import type { ReactNode } from "react"

/** Selection is blue, like everywhere else. */
const CHECKED = "data-[checked]:bg-accent data-[checked]:ring-accent data-[indeterminate]:bg-accent"

export interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  indeterminate?: boolean
  disabled?: boolean
  name?: string
}

/** A box with its words beside it. */
export function Checkbox({ label, onChange, ...props }: CheckboxProps & { label: ReactNode }) {
  const words = <span className="text-body">{label}</span>
  return <KumoCheckbox {...props} className={CHECKED} label={words} onCheckedChange={onChange} />
}

/** A box alone, for table rows; the label is only spoken. */
export function BareCheckbox({ label, onChange, ...props }: CheckboxProps & { label: string }) {
  return <KumoCheckbox {...props} className={CHECKED} aria-label={label} onCheckedChange={onChange} />
}

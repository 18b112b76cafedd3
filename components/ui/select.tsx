"use client"

import { Select as KumoSelect } from "@cloudflare/kumo"
import type { ReactNode } from "react"

export interface SelectOption<Value extends string> {
  value: Value
  label: ReactNode
  disabled?: boolean
}

export interface SelectProps<Value extends string> {
  label: string
  /** Shows the label above the control; otherwise only screen readers hear it. */
  showLabel?: boolean
  value: Value | null
  onChange: (value: Value) => void
  options: readonly SelectOption<Value>[]
  placeholder?: string
  description?: ReactNode
  error?: string
  disabled?: boolean
  size?: "xs" | "sm" | "base"
  className?: string
}

/** One of a short list. Longer lists: Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, showLabel = false, value, onChange, options, size = "sm", ...rest } = props
  const name = showLabel ? { label } : { "aria-label": label }
  return (
    <KumoSelect<Value>
      {...rest}
      {...name}
      size={size}
      value={value}
      onValueChange={(next: Value | null) => next !== null && onChange(next)}
      renderValue={(current: Value) => options.find((option) => option.value === current)?.label ?? current}
    >
      {options.map((option) => (
        <KumoSelect.Option key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.label}
        </KumoSelect.Option>
      ))}
    </KumoSelect>
  )
}

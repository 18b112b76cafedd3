"use client"

import { TypedField } from "./typed-field"

interface NumberFieldProps {
  label: string
  value: number | null
  /** Null when the field is emptied. */
  onCommit: (value: number | null) => void
  min?: number
  max?: number
  /** Whole numbers only. */
  whole?: boolean
  /** Shown while empty: `open`. */
  placeholder?: string
  required?: boolean
}

/** A number, put within its bounds; what is no number changes nothing. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onCommit, min, max, whole = false, placeholder = "", required = false } = props
  const take = (text: string) => {
    const empty = text.trim() === ""
    const typed = Number(text.replace(",", ".").replace("−", "-"))
    if (empty ? required : Number.isNaN(typed)) return
    const within = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, whole ? Math.round(typed) : typed))
    const next = empty ? null : within
    if (next !== value) onCommit(next)
  }
  const shown = value === null ? "" : String(Number(value.toFixed(6)))
  return <TypedField label={label} value={shown} onTyped={take} placeholder={placeholder} numeric />
}

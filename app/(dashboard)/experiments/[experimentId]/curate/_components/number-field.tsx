"use client"

import { type KeyboardEvent, useId, useState } from "react"

/** How a typed value of a rule looks. */
export const FIELD_CLASS =
  "h-[26px] w-full min-w-0 rounded-md bg-kumo-base px-2 text-body text-kumo-default tabular ring ring-kumo-line focus-visible:ring-accent"

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

/** A number that counts once it is left or confirmed, so that no half-typed one does. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onCommit, min, max, whole = false, placeholder, required = false } = props
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    setText(null)
    const empty = text.trim() === ""
    const typed = Number(text.replace(",", ".").replace("−", "-"))
    if (empty ? required : Number.isNaN(typed)) return
    const within = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, whole ? Math.round(typed) : typed))
    const next = empty ? null : within
    if (next !== value) onCommit(next)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit()
    if (event.key === "Escape") setText(null)
  }
  return (
    <label htmlFor={id} className="flex min-w-0 flex-col gap-0.5 text-kumo-subtle text-note">
      {label}
      <input
        id={id}
        inputMode="decimal"
        className={FIELD_CLASS}
        value={text ?? (value === null ? "" : String(Number(value.toFixed(6))))}
        placeholder={placeholder ?? ""}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
    </label>
  )
}

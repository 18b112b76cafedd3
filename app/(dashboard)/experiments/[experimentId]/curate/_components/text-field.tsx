"use client"

import { TypedField } from "./typed-field"

interface TextFieldProps {
  label: string
  value: string
  onCommit: (value: string) => void
}

/** A text that is never empty. */
export function TextField({ label, value, onCommit }: TextFieldProps) {
  const take = (text: string) => text !== "" && text !== value && onCommit(text)
  return <TypedField label={label} value={value} onTyped={take} maxLength={1000} />
}

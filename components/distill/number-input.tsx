"use client"

import { useState } from "react"
import { Input } from "@/components/ui/input"

export interface NumberInputProps {
  label: string
  value: number | null
  /** Null when the field is emptied. */
  onChange: (value: number | null) => void
  description?: string
  min?: number | null
  max?: number | null
  whole?: boolean
  required?: boolean
  /** What an empty field means: `all of them`. */
  placeholder?: string
  disabled?: boolean
}

/** A number as it is typed; what is not one, or out of range, says so and changes nothing. */
export function NumberInput(props: NumberInputProps) {
  const { label, value, onChange, description, whole = false, required, placeholder, disabled } = props
  const [text, setText] = useState<string | null>(null)
  const problem = text === null ? null : findProblem(text, props)
  function type(next: string) {
    setText(next)
    if (findProblem(next, props)) return
    onChange(next.trim() === "" ? null : Number(next))
  }
  return (
    <Input
      label={label}
      showLabel
      inputMode={whole ? "numeric" : "decimal"}
      autoComplete="off"
      className="w-full tabular"
      value={text ?? (value === null ? "" : String(value))}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setText(null)}
      placeholder={placeholder ?? ""}
      disabled={disabled ?? false}
      required={required ?? false}
      {...(description ? { description } : {})}
      {...(problem ? { error: problem } : {})}
    />
  )
}

type Limits = Pick<NumberInputProps, "min" | "max" | "whole" | "required">

function findProblem(text: string, { min, max, whole, required }: Limits): string | null {
  if (text.trim() === "") return required ? "A number is needed." : null
  const typed = Number(text)
  if (Number.isNaN(typed)) return "Not a number."
  if (whole && !Number.isInteger(typed)) return "A whole number."
  if (min != null && typed < min) return `At least ${min}.`
  if (max != null && typed > max) return `At most ${max}.`
  return null
}

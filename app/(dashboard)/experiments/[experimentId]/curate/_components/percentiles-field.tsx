"use client"

import { type KeyboardEvent, useId, useState } from "react"
import { FIELD_CLASS } from "./number-field"

interface PercentilesFieldProps {
  value: readonly number[]
  onCommit: (value: number[]) => void
}

/** Numbers from 0 to below 100, apart by commas or spaces; null for anything else. */
function readPercentiles(text: string): number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
  const isUsable = numbers.length > 0 && numbers.length <= 10 && numbers.every((one) => one >= 0 && one < 100)
  return isUsable ? [...new Set(numbers)].sort((a, b) => a - b) : null
}

/** A list that counts once it is left or confirmed; one that cannot be read is put back. */
export function PercentilesField({ value, onCommit }: PercentilesFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    const next = readPercentiles(text)
    setText(null)
    if (next && next.join() !== value.join()) onCommit(next)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit()
    if (event.key === "Escape") setText(null)
  }
  return (
    <label htmlFor={id} className="flex min-w-0 flex-col gap-0.5 text-kumo-subtle text-note">
      A copy above each
      <input
        id={id}
        inputMode="decimal"
        className={FIELD_CLASS}
        value={text ?? value.join(", ")}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
    </label>
  )
}

"use client"

import { TypedField } from "./typed-field"

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

/** A list; one that cannot be read is put back. */
export function PercentilesField({ value, onCommit }: PercentilesFieldProps) {
  const take = (text: string) => {
    const next = readPercentiles(text)
    if (next && next.join() !== value.join()) onCommit(next)
  }
  return <TypedField label="A copy above each" value={value.join(", ")} onTyped={take} numeric />
}

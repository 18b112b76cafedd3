"use client"

import { type KeyboardEvent, useId, useState } from "react"
import { classNames } from "@/components/ui/class-names"

interface TypedFieldProps {
  label: string
  /** Shown while nobody types. */
  value: string
  /** What was typed, once the field is left or Enter pressed; Escape takes it back. */
  onTyped: (text: string) => void
  numeric?: boolean
  placeholder?: string
  maxLength?: number
}

/** A small field of a rule: nothing half-typed counts. */
export function TypedField({ label, value, onTyped, numeric = false, ...limits }: TypedFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    setText(null)
    onTyped(text)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit()
    if (event.key === "Escape") setText(null)
  }
  return (
    <label htmlFor={id} className="flex min-w-0 flex-col gap-0.5 text-kumo-subtle text-note">
      {label}
      <input
        {...limits}
        id={id}
        {...(numeric && { inputMode: "decimal" as const })}
        className={classNames(
          "h-[26px] w-full min-w-0 rounded-md bg-kumo-base px-2 text-body text-kumo-default ring ring-kumo-line focus-visible:ring-accent",
          numeric && "tabular",
        )}
        value={text ?? value}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
    </label>
  )
}

"use client"

import { type KeyboardEvent, useId, useState } from "react"

interface TextFieldProps {
  label: string
  value: string
  onCommit: (value: string) => void
}

/** A text that counts once it is left or confirmed; never empty. */
export function TextField({ label, value, onCommit }: TextFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    setText(null)
    if (text !== "" && text !== value) onCommit(text)
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
        maxLength={1000}
        className="h-[26px] w-full min-w-0 rounded-md bg-kumo-base px-2 text-body text-kumo-default ring ring-kumo-line focus-visible:ring-accent"
        value={text ?? value}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
    </label>
  )
}

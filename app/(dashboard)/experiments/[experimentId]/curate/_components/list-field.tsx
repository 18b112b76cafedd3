"use client"

import { useId, useState } from "react"

interface ListFieldProps {
  label: string
  values: readonly string[]
  onCommit: (values: string[]) => void
  placeholder?: string
  /** Offered while typing the only line. */
  known?: readonly string[]
}

/** Names, one a line, that count once the field is left. */
export function ListField({
  label,
  values,
  onCommit,
  placeholder = "one a line",
  known = [],
}: ListFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    setText(null)
    const next = [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "")
    if (next.join("\n") !== values.join("\n")) onCommit(next)
  }
  const left = known.filter((name) => !values.includes(name)).slice(0, 12)
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="flex min-w-0 flex-col gap-0.5 text-kumo-subtle text-note">
        {label}
        <textarea
          id={id}
          rows={Math.min(6, Math.max(2, (text ?? values.join("\n")).split("\n").length))}
          className="w-full min-w-0 resize-y rounded-md bg-kumo-base px-2 py-1 font-mono text-kumo-default text-note ring ring-kumo-line focus-visible:ring-accent"
          value={text ?? values.join("\n")}
          placeholder={placeholder}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
        />
      </label>
      {left.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {left.map((name) => (
            <button
              key={name}
              type="button"
              className="max-w-full truncate rounded-sm bg-kumo-tint px-1.5 text-kumo-subtle text-note hover:text-kumo-default"
              onClick={() => onCommit([...values, name])}
            >
              + {name}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

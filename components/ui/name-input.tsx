"use client"

import { useId } from "react"
import { Input, type InputProps } from "./input"

export interface NameInputProps extends InputProps {
  /** Names that exist already; any other one may be typed too. */
  suggestions: readonly string[]
}

/** A name to choose or to make up. */
export function NameInput({ suggestions, ...props }: NameInputProps) {
  const listId = useId()
  return (
    <>
      <Input {...props} list={listId} autoComplete="off" />
      <datalist id={listId}>
        {suggestions.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

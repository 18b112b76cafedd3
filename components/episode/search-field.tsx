"use client"

import { MagnifyingGlassIcon } from "@phosphor-icons/react/dist/ssr/MagnifyingGlass"
import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { useEffect, useRef, useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"

export interface SearchFieldProps {
  text: string | null
  onSearch: (text: string | null) => void
}

/** Searches what steps say, on Enter; `/` goes there. */
export function SearchField({ text, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(text ?? "")
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(text ?? ""), [text])
  useHotkeys("Episodes", [{ keys: "/", label: "Search what steps say", run: () => field.current?.focus() }])
  const search = (next: string) => onSearch(next.trim() === "" ? null : next.trim())
  return (
    <form
      className="relative flex items-center max-md:w-full"
      onSubmit={(event) => {
        event.preventDefault()
        search(typed)
      }}
    >
      <MagnifyingGlassIcon aria-hidden className="pointer-events-none absolute left-2 text-kumo-subtle" />
      <Input
        ref={field}
        type="search"
        label="Search what steps say"
        placeholder='Search steps: refund "gift card" -cancel'
        title="Words, a &quot;phrase&quot;, or, and -without"
        maxLength={500}
        className="w-64 pl-7 max-md:w-full"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.stopPropagation()
          event.currentTarget.blur()
        }}
      />
      {text !== null && text !== "" && (
        <Button
          variant="ghost"
          size="xs"
          shape="square"
          icon={<XIcon size={12} />}
          aria-label="Clear the search"
          onClick={() => onSearch(null)}
        />
      )}
    </form>
  )
}

"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { CaretUpIcon } from "@phosphor-icons/react/dist/ssr/CaretUp"
import { type KeyboardEvent, useRef } from "react"
import { formatCount } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Kbd } from "@/components/ui/kbd"
import type { Find } from "./use-find"

/** Looks through the whole episode: `/` to type, Enter and Shift-Enter from match to match, Escape to leave. */
export function FindField({ find }: { find: Find }) {
  const input = useRef<HTMLInputElement>(null)
  useHotkeys("Transcript", [{ keys: "/", label: "Find in episode", run: () => input.current?.select() }])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") find.move(event.shiftKey ? -1 : 1)
    else if (event.key === "Escape") {
      find.setText("")
      input.current?.blur()
    } else return
    event.preventDefault()
  }
  const isEmpty = find.text.trim() === ""
  return (
    <search
      className="ml-auto flex shrink-0 items-center gap-1 py-1 max-md:w-full"
      aria-label="Find in episode"
    >
      <span className="relative max-md:flex-1">
        <Input
          ref={input}
          label="Find in episode"
          placeholder="Find in episode"
          className="w-48 pr-20 max-md:w-full"
          value={find.text}
          maxLength={200}
          onChange={(event) => find.setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span
          role="status"
          className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-kumo-subtle text-note tabular"
        >
          {isEmpty ? <Kbd>/</Kbd> : <FindCount find={find} />}
        </span>
      </span>
      {!isEmpty && (
        <>
          <MoveButton label="Previous match" onClick={() => find.move(-1)} disabled={!find.total}>
            <CaretUpIcon size={14} aria-hidden />
          </MoveButton>
          <MoveButton label="Next match" onClick={() => find.move(1)} disabled={!find.total}>
            <CaretDownIcon size={14} aria-hidden />
          </MoveButton>
        </>
      )}
    </search>
  )
}

function FindCount({ find: { total, match, error } }: { find: Find }) {
  if (error) return <span className="text-bad">failed</span>
  if (total === null) return "…"
  if (total === 0) return "none"
  return match === null ? formatCount(total) : `${formatCount(match + 1)} / ${formatCount(total)}`
}

interface MoveButtonProps {
  label: string
  onClick: () => void
  disabled: boolean
  children: React.ReactNode
}

function MoveButton({ label, onClick, disabled, children }: MoveButtonProps) {
  return (
    <Button
      variant="ghost"
      size="xs"
      shape="square"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="max-md:h-9 max-md:w-9"
    >
      {children}
    </Button>
  )
}

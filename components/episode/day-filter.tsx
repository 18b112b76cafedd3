"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { FilterPopover } from "@/components/ui/filter-select"
import { Input } from "@/components/ui/input"
import { PopoverClose } from "@/components/ui/popover"

export interface DayFilterProps {
  /** Days in UTC, as `2026-01-31`. */
  first: string | null
  last: string | null
  onChange: (first: string | null, last: string | null) => void
}

/** When episodes came: from one day to another, both included; either may be open. */
export function DayFilter({ first, last, onChange }: DayFilterProps) {
  return (
    <FilterPopover label="Date" value={describeDays(first, last)} onClear={() => onChange(null, null)}>
      <DayForm first={first} last={last} onChange={onChange} />
    </FilterPopover>
  )
}

function DayForm({ first, last, onChange }: DayFilterProps) {
  const [from, setFrom] = useState(first ?? "")
  const [to, setTo] = useState(last ?? "")
  return (
    <form className="grid gap-2 py-1" onSubmit={(event) => event.preventDefault()}>
      <Input
        label="First day, UTC"
        showLabel
        type="date"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Input
        label="Last day, UTC"
        showLabel
        type="date"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <PopoverClose>
        <Button size="xs" type="submit" onClick={() => onChange(from || null, to || null)}>
          Apply
        </Button>
      </PopoverClose>
    </form>
  )
}

function describeDays(first: string | null, last: string | null): string | null {
  if (first !== null && last !== null) return first === last ? first : `${first} – ${last}`
  if (first !== null) return `since ${first}`
  return last === null ? null : `until ${last}`
}

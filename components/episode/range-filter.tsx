"use client"

import { useState } from "react"
import { formatScore } from "@/components/format/score"
import { Button } from "@/components/ui/button"
import { FilterPopover } from "@/components/ui/filter-select"
import { Input } from "@/components/ui/input"
import { PopoverClose } from "@/components/ui/popover"

export interface RangeFilterProps {
  label: string
  min: number | null
  max: number | null
  onChange: (min: number | null, max: number | null) => void
}

/** From and to, both ends included; either may be open. */
export function RangeFilter({ label, min, max, onChange }: RangeFilterProps) {
  return (
    <FilterPopover label={label} value={describeRange(min, max)} onClear={() => onChange(null, null)}>
      <RangeForm label={label} min={min} max={max} onChange={onChange} />
    </FilterPopover>
  )
}

function RangeForm({ label, min, max, onChange }: RangeFilterProps) {
  const [from, setFrom] = useState(min === null ? "" : String(min))
  const [to, setTo] = useState(max === null ? "" : String(max))
  const apply = () => onChange(parseBound(from), parseBound(to))
  return (
    <form
      className="grid gap-2 py-1"
      // Enter presses the button, which applies and closes.
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="grid grid-cols-2 gap-2">
        <Input
          label={`${label} from`}
          type="number"
          step="any"
          placeholder="from"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Input
          label={`${label} to`}
          type="number"
          step="any"
          placeholder="to"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <PopoverClose>
        <Button size="xs" type="submit" onClick={apply}>
          Apply
        </Button>
      </PopoverClose>
    </form>
  )
}

function parseBound(text: string): number | null {
  const value = Number(text)
  return text.trim() === "" || !Number.isFinite(value) ? null : value
}

function describeRange(min: number | null, max: number | null): string | null {
  const short = (value: number) => (Number.isInteger(value) ? String(value) : formatScore(value))
  if (min !== null && max !== null) return min === max ? short(min) : `${short(min)} – ${short(max)}`
  if (min !== null) return `≥ ${short(min)}`
  return max === null ? null : `≤ ${short(max)}`
}

"use client"

import { useState } from "react"
import { Button } from "@/components/ui/button"
import { FilterPopover } from "@/components/ui/filter-select"
import { Input } from "@/components/ui/input"
import { PopoverClose } from "@/components/ui/popover"

export interface TagFilterProps {
  tag: string | null
  onChange: (tag: string | null) => void
}

/** Episodes with a tag, whether it came with them or somebody gave it. */
export function TagFilter({ tag, onChange }: TagFilterProps) {
  return (
    <FilterPopover label="Tag" value={tag} onClear={() => onChange(null)}>
      <TagForm tag={tag} onChange={onChange} />
    </FilterPopover>
  )
}

function TagForm({ tag, onChange }: TagFilterProps) {
  const [typed, setTyped] = useState(tag ?? "")
  return (
    <form className="flex gap-2 py-1" onSubmit={(event) => event.preventDefault()}>
      <Input
        label="Tag"
        placeholder="The whole tag"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <PopoverClose>
        <Button size="xs" type="submit" onClick={() => onChange(typed.trim() || null)}>
          Apply
        </Button>
      </PopoverClose>
    </form>
  )
}

"use client"

import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { type Block, findJump, JUMPS, type Jump } from "./blocks"

export interface OutlineJumpsProps {
  blocks: readonly Block[]
  selected: number | null
  onSelect: (stepIdx: number) => void
}

const PLACES: readonly { jump: Jump; label: string; keys: string }[] = [
  { jump: "error", label: "error", keys: "n" },
  { jump: "user", label: "user turn", keys: "m" },
  { jump: "reward", label: "reward", keys: "w" },
]

/** Buttons to the next of what one looks for in a long episode; those it has. Its reader binds the keys. */
export function OutlineJumps({ blocks, selected, onSelect }: OutlineJumpsProps) {
  return (
    <div className="flex flex-wrap gap-1 px-3 pb-1">
      {PLACES.map(({ jump, label, keys }) => {
        const count = blocks.filter(JUMPS[jump]).length
        if (count === 0) return null
        return (
          <Button
            key={jump}
            size="xs"
            variant="ghost"
            aria-label={`Next ${label}, ${count} in all`}
            onClick={() => {
              const place = findJump(blocks, jump, selected, 1)
              if (place) onSelect(place.from)
            }}
          >
            <span className="text-note">
              {label} <span className="text-kumo-subtle tabular">{formatCount(count)}</span>
            </span>
            <Kbd>{keys}</Kbd>
          </Button>
        )
      })}
    </div>
  )
}

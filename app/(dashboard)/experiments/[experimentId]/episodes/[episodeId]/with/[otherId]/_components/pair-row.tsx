"use client"

import { EqualsIcon } from "@phosphor-icons/react/dist/ssr/Equals"
import { MinusIcon } from "@phosphor-icons/react/dist/ssr/Minus"
import { NotEqualsIcon } from "@phosphor-icons/react/dist/ssr/NotEquals"
import { findBlock } from "@/components/transcript/blocks"
import { estimateHeight } from "@/components/transcript/estimate-height"
import { TranscriptBlock } from "@/components/transcript/transcript-block"
import { TranscriptContext } from "@/components/transcript/transcript-context"
import { classNames } from "@/components/ui/class-names"
import type { EpisodeDiffRow } from "@/lib/contracts/episodes"
import { PairDifference } from "./pair-difference"
import type { Side } from "./use-side"

interface PairRowProps {
  row: EpisodeDiffRow
  left: Side
  right: Side
  /** Where they part first: tinted. */
  first: boolean
}

/** What both did at the same point, and whether it is the same. */
export function PairRow({ row, left, right, first }: PairRowProps) {
  return (
    <div
      className={classNames(
        "grid grid-cols-[minmax(0,1fr)_28px_minmax(0,1fr)] items-start max-md:grid-cols-1",
        first && "bg-warn-tint",
      )}
    >
      <PairSide side={left} from={row.left?.from ?? null} name="left" />
      <MatchMark row={row} />
      <PairSide side={right} from={row.right?.from ?? null} name="right" />
      <PairDifference row={row} left={left} right={right} />
    </div>
  )
}

function PairSide({ side, from, name }: { side: Side; from: number | null; name: string }) {
  if (from === null) {
    return (
      <div className="m-2 h-8 hatched rounded-md opacity-40 max-md:hidden" title={`Nothing on the ${name}`} />
    )
  }
  const block = side.blocks[findBlock(side.blocks, from)]
  if (!block) return <div />
  const { view, renderer } = side.context
  return (
    <TranscriptContext value={side.context}>
      <div className="min-w-0 max-md:border-kumo-hairline max-md:border-t">
        <span className="px-3 text-head text-kumo-subtle md:sr-only">{name}</span>
        <TranscriptBlock block={block} height={estimateHeight(block, view, renderer.callHeight)} />
      </div>
    </TranscriptContext>
  )
}

const WORDS = {
  same: "same",
  reworded: "in other words",
  different: "different",
  left: "only left",
  right: "only right",
} as const

function MatchMark({ row }: { row: EpisodeDiffRow }) {
  const { match } = row
  const Icon =
    match === "different" ? NotEqualsIcon : match === "left" || match === "right" ? MinusIcon : EqualsIcon
  return (
    <span
      className={classNames(
        "flex justify-center pt-2.5 max-md:justify-start max-md:gap-1.5 max-md:px-3 max-md:pt-1",
        row.parts ? "text-warn" : "text-kumo-subtle",
      )}
      title={WORDS[match]}
    >
      <Icon size={14} aria-label={WORDS[match]} />
    </span>
  )
}

"use client"

import { ArrowDownIcon } from "@phosphor-icons/react/dist/ssr/ArrowDown"
import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useRef } from "react"
import { formatCountOf } from "@/components/format/count"
import { findBlock } from "@/components/transcript/blocks"
import { estimateHeight } from "@/components/transcript/estimate-height"
import { FoldLine } from "@/components/transcript/fold-line"
import type { EpisodeDiffRow } from "@/lib/contracts/episodes"
import { PairRow } from "./pair-row"
import type { ShownRow } from "./shown-rows"
import type { Side } from "./use-side"

interface PairTranscriptProps {
  rows: readonly EpisodeDiffRow[]
  shown: readonly ShownRow[]
  left: Side
  right: Side
  firstDivergence: number | null
  /** How they part, in words. */
  divergence: string | null
  /** The row one stands at; it is scrolled to when it changes. */
  at: number | null
  onOpen: () => void
}

/** Two transcripts in one scroll: only the rows in view exist. */
export function PairTranscript(props: PairTranscriptProps) {
  const { rows, shown, left, right, firstDivergence, divergence, at, onOpen } = props
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keyOf(shown[index]),
    estimateSize: (index) => guessHeight(shown[index], rows, left, right),
    overscan: 6,
  })
  const latest = useRef({ virtual, shown })
  latest.current = { virtual, shown }
  useEffect(() => {
    const index = latest.current.shown.findIndex((row) => row.kind === "row" && row.at === at)
    if (at !== null && index >= 0) latest.current.virtual.scrollToIndex(index, { align: "start" })
  }, [at])
  return (
    <section
      ref={scroller}
      aria-label="Both transcripts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-y-auto overflow-x-hidden overscroll-contain"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const entry = shown[item.index]
          const row = entry?.kind === "row" ? rows[entry.at] : undefined
          const isFirst = entry?.kind === "row" && entry.at === firstDivergence
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {entry?.kind === "folded" && (
                <div className="p-2">
                  <FoldLine
                    open={false}
                    onToggle={onOpen}
                    preview={`${formatCountOf(entry.count, "aligned step")} in which both do the same`}
                    size="show"
                    className="min-h-8 rounded-md bg-code px-3"
                  />
                </div>
              )}
              {isFirst && <DivergenceLine text={divergence} />}
              {row && <PairRow row={row} left={left} right={right} first={isFirst} />}
            </div>
          )
        })}
      </div>
    </section>
  )
}

function DivergenceLine({ text }: { text: string | null }) {
  return (
    <h2 className="flex items-center gap-3 px-3 py-2 font-semibold text-note text-warn">
      <span aria-hidden className="h-px min-w-4 flex-1 bg-warn" />
      <span className="flex min-w-0 items-center gap-1.5 [overflow-wrap:anywhere]">
        <ArrowDownIcon size={14} className="shrink-0" aria-hidden />
        First divergence: {text}
      </span>
      <span aria-hidden className="h-px min-w-4 flex-1 bg-warn" />
    </h2>
  )
}

function keyOf(row: ShownRow | undefined): string {
  return row?.kind === "row" ? `${row.at}` : "folded"
}

function guessHeight(
  entry: ShownRow | undefined,
  rows: readonly EpisodeDiffRow[],
  left: Side,
  right: Side,
): number {
  if (entry?.kind !== "row") return 48
  const row = rows[entry.at]
  const heightOf = ({ blocks, context }: Side, from: number | undefined) => {
    const block = from === undefined ? undefined : blocks[findBlock(blocks, from)]
    return block ? estimateHeight(block, context.view, context.renderer.callHeight) : 40
  }
  return Math.max(heightOf(left, row?.left?.from), heightOf(right, row?.right?.from))
}

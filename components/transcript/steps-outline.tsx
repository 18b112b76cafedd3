"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useMemo, useRef } from "react"
import { classNames } from "@/components/ui/class-names"
import { type Block, findBlock } from "./blocks"
import { figureOf, type StepMeasure, sizeOf } from "./step-measure"

const ROW = 22

export interface StepsOutlineProps {
  blocks: readonly Block[]
  measure: StepMeasure
  selected: number | null
  onSelect: (stepIdx: number) => void
}

/** Every block on one line with a bar; a click goes there. */
export function StepsOutline({ blocks, measure, selected, onSelect }: StepsOutlineProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const largest = useMemo(
    () =>
      blocks.reduce(
        (most, block) => (block.kind === "system" ? most : Math.max(most, sizeOf(block, measure))),
        0,
      ),
    [blocks, measure],
  )
  const virtual = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const current = selected === null ? -1 : findBlock(blocks, selected)
  const latest = useRef(virtual)
  latest.current = virtual
  useEffect(() => {
    if (current >= 0) latest.current.scrollToIndex(current, { align: "auto" })
  }, [current])
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      <ol aria-label="Steps" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const block = blocks[item.index]
          return (
            block && (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <OutlineRow
                  block={block}
                  fraction={largest === 0 ? 0 : Math.min(1, sizeOf(block, measure) / largest)}
                  figure={figureOf(block, measure)}
                  current={item.index === current}
                  onSelect={onSelect}
                />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

interface OutlineRowProps {
  block: Block
  fraction: number
  figure: string
  current: boolean
  onSelect: (stepIdx: number) => void
}

function OutlineRow({ block, fraction, figure, current, onSelect }: OutlineRowProps) {
  return (
    <button
      type="button"
      aria-current={current || undefined}
      onClick={() => onSelect(block.from)}
      className={classNames(
        "flex h-[22px] w-full items-center gap-2 rounded-[4px] px-1.5 text-left text-note hover:bg-kumo-tint",
        current && "bg-kumo-tint",
        block.isError ? "text-bad" : "text-kumo-subtle",
      )}
    >
      <span className="w-8 shrink-0 text-right font-mono text-head">{block.from}</span>
      <span
        className={classNames(
          "min-w-0 flex-1 truncate",
          block.tool && "font-mono",
          block.tool && !block.isError && "text-kumo-default",
        )}
      >
        {block.tool ?? block.kind}
        {block.isError && <span className="sr-only"> failed</span>}
      </span>
      <span aria-hidden className="h-1.5 w-[70px] shrink-0">
        <span
          className={classNames("block h-full rounded-full", block.isError ? "bg-bad" : "bg-unlabelled")}
          style={{ width: `${Math.max(fraction * 100, fraction > 0 ? 3 : 0)}%` }}
        />
      </span>
      <span className="w-11 shrink-0 text-right text-head tabular">{figure}</span>
    </button>
  )
}

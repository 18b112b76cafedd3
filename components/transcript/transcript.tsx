"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { type ReactNode, useEffect, useMemo, useRef } from "react"
import { type Block, findBlock } from "./blocks"
import { estimateHeight } from "./estimate-height"
import type { Find } from "./find/use-find"
import { useHighlights } from "./find/use-highlights"
import { MiniMap } from "./mini-map/mini-map"
import { TranscriptBlock } from "./transcript-block"
import { type Revealed, type StepLabels, TranscriptContext, type TranscriptView } from "./transcript-context"
import type { Folds } from "./use-folds"
import { useRenderer } from "./use-renderer"

export interface TranscriptProps {
  experimentId: string
  episodeId: string
  /** The experiment's; without it the transcript itself says how it is drawn. */
  environment: string | null
  /** Rewards and gold answers are drawn only with it. Must stay the same object between renders. */
  revealed?: Revealed
  /** All blocks; `view.errorsOnly` is applied here. */
  blocks: readonly Block[]
  view: TranscriptView
  folds: Folds
  /** The selected step is marked, and scrolled to when it changes. */
  selected: number | null
  onSelect: (stepIdx: number) => void
  stepHref?: (stepIdx: number) => string
  labelsOf?: (stepIdx: number) => StepLabels | undefined
  /** What is looked for: matches are marked, and the one at hand is scrolled to. */
  marked?: Find["marked"]
  /** A strip of the whole episode beside it; stands with an outline, which says the same without a picture. */
  miniMap?: boolean
  /** Scrolls with the transcript, above it: the task. */
  header?: ReactNode
}

const NO_LABELS = () => undefined

/** An episode, whatever its length: only the blocks in view exist, and only their steps are fetched. */
export function Transcript(props: TranscriptProps) {
  const { experimentId, episodeId, revealed = null, view, folds, selected, onSelect, stepHref } = props
  const { labelsOf = NO_LABELS } = props
  const renderer = useRenderer({ experimentId, episodeId }, props.environment, props.blocks)
  const { errorsOnly } = view
  const shown = useMemo(
    () => (errorsOnly ? props.blocks.filter(({ isError }) => isError) : props.blocks),
    [props.blocks, errorsOnly],
  )
  const context = useMemo(
    () => ({
      experimentId,
      episodeId,
      renderer,
      revealed,
      view,
      folds,
      selected,
      onSelect,
      stepHref,
      labelsOf,
    }),
    [experimentId, episodeId, renderer, revealed, view, folds, selected, onSelect, stepHref, labelsOf],
  )
  return (
    <TranscriptContext value={context}>
      <VirtualBlocks
        blocks={shown}
        view={view}
        callHeight={renderer.callHeight}
        selected={selected}
        marked={props.marked}
        header={props.header}
        onMapSelect={props.miniMap ? onSelect : undefined}
      />
    </TranscriptContext>
  )
}

type VirtualBlocksProps = Pick<TranscriptProps, "blocks" | "view" | "selected" | "marked" | "header"> & {
  callHeight: number
  onMapSelect: TranscriptProps["onSelect"] | undefined
}

function VirtualBlocks(props: VirtualBlocksProps) {
  const { blocks, view, callHeight, selected, marked, header, onMapSelect } = props
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const sizes = useMemo(
    () => blocks.map((block) => estimateHeight(block, view, callHeight)),
    [blocks, view, callHeight],
  )
  const virtual = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => blocks[index]?.from ?? index,
    estimateSize: (index) => sizes[index] ?? 40,
    scrollMargin: list.current?.offsetTop ?? 0,
    overscan: 6,
  })
  const letGo = useScrollToSelected(virtual, blocks, selected)
  useHighlights(scroller, marked ?? null, (offset) => {
    letGo()
    // Also takes the place of a jump that is still on its way.
    virtual.scrollToOffset(offset)
  })
  const margin = virtual.options.scrollMargin
  const placeAt = (offset: number) => {
    const item = virtual.getVirtualItemForOffset(offset)
    if (!item || offset < item.start) return { index: 0, within: 0 }
    return { index: item.index, within: Math.min(1, (offset - item.start) / item.size) }
  }
  return (
    <div className="flex h-full min-w-0">
      <section
        ref={scroller}
        aria-label="Transcript"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onWheel={letGo}
        onTouchMove={letGo}
        onPointerDown={letGo}
        onKeyDown={letGo}
        className="relative h-full min-w-0 flex-1 overflow-y-auto overflow-x-hidden overscroll-contain"
      >
        <div className="mx-auto max-w-[800px] pt-2 pb-16">
          {header}
          <div ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const block = blocks[item.index]
              if (!block) return null
              return (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  data-from={block.from}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start - margin}px)` }}
                >
                  <TranscriptBlock block={block} height={sizes[item.index] ?? 40} />
                </div>
              )
            })}
          </div>
        </div>
      </section>
      {onMapSelect && (
        <MiniMap
          blocks={blocks}
          sizes={sizes}
          scroller={scroller}
          placeAt={placeAt}
          onSelect={onMapSelect}
          onScrollTo={(index) => {
            letGo()
            virtual.scrollToIndex(index, { align: "start" })
          }}
        />
      )}
    </div>
  )
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLElement, Element>>

/**
 * Brings the selected step into view, also the one that a link names; what is in view already stays where it is. Rows
 * above may turn out taller than guessed, so the place is held until the reader moves.
 */
function useScrollToSelected(virtual: Virtual, blocks: readonly Block[], selected: number | null) {
  const held = useRef<number | null>(null)
  const handled = useRef<number | null | undefined>(undefined)
  const latest = useRef({ virtual, blocks })
  latest.current = { virtual, blocks }
  const ready = blocks.length > 0
  const size = virtual.getTotalSize()
  useEffect(() => {
    if (!ready || handled.current === selected) return
    const isFirst = handled.current === undefined
    handled.current = selected
    const index = selected === null ? -1 : findBlock(latest.current.blocks, selected)
    const needed = index >= 0 && (isFirst || !isInView(latest.current.virtual, index))
    held.current = needed ? index : null
    if (needed) latest.current.virtual.scrollToIndex(index, { align: "start" })
  }, [selected, ready])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size is what moves the place that is held
  useEffect(() => {
    if (held.current !== null) latest.current.virtual.scrollToIndex(held.current, { align: "start" })
  }, [size])
  return () => {
    held.current = null
  }
}

/** Whether a block, or at least its first 200 pixels, can be seen. */
function isInView(virtual: Virtual, index: number): boolean {
  const item = virtual.getVirtualItems().find((candidate) => candidate.index === index)
  const top = virtual.scrollOffset ?? 0
  const bottom = top + (virtual.scrollRect?.height ?? 0)
  return item !== undefined && item.start >= top && Math.min(item.end, item.start + 200) <= bottom
}

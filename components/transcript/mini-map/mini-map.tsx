"use client"

import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from "react"
import type { Block } from "../blocks"
import { blockAt, MAP_ROWS, MAP_WIDTH, mapPaths, toShares } from "./map-paths"

export interface MiniMapProps {
  blocks: readonly Block[]
  /** Guessed heights of the blocks, by which the map is divided. */
  sizes: readonly number[]
  scroller: RefObject<HTMLElement | null>
  /** The block at an offset of the scroller in pixels, and how far within it, from 0 to 1. */
  placeAt: (offset: number) => { index: number; within: number }
  onScrollTo: (index: number) => void
  onSelect: (stepIdx: number) => void
}

const PAINTS = [
  ["heard", "fill-unlabelled/60"],
  ["acted", "fill-baseline"],
  ["error", "fill-bad"],
  ["gain", "fill-good"],
  ["loss", "fill-bad"],
] as const

/** Errors, rewards and tokens of the whole episode on a strip; a click goes there. The outline says the same to everyone else. */
export function MiniMap({ blocks, sizes, scroller, placeAt, onScrollTo, onSelect }: MiniMapProps) {
  const shares = useMemo(() => toShares(sizes), [sizes])
  const paths = useMemo(() => mapPaths(blocks, shares), [blocks, shares])
  const view = useViewportBox(scroller, shares, placeAt)
  const indexAt = (event: PointerEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return blockAt(shares, (event.clientY - top) / height).index
  }
  return (
    <div
      aria-hidden
      data-mini-map
      title="Errors, rewards and tokens: click to go there"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const block = blocks[indexAt(event)]
        if (block) onSelect(block.from)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onScrollTo(indexAt(event))
      }}
      className="relative h-full w-5 shrink-0 cursor-pointer touch-none border-kumo-hairline border-l max-md:hidden"
    >
      <svg
        aria-hidden
        viewBox={`0 0 ${MAP_WIDTH} ${MAP_ROWS}`}
        preserveAspectRatio="none"
        className="absolute inset-y-0 left-[3px] h-full w-3.5"
      >
        {PAINTS.map(([look, className]) => (
          <path key={look} d={paths[look]} className={className} />
        ))}
      </svg>
      <div
        ref={view}
        className="absolute inset-x-0 min-h-1.5 rounded-[3px] bg-kumo-line/40 ring ring-kumo-line"
      />
    </div>
  )
}

/** A box over what can be seen; scrolling moves it without drawing anything again. */
function useViewportBox(
  scroller: MiniMapProps["scroller"],
  shares: readonly number[],
  placeAt: MiniMapProps["placeAt"],
) {
  const box = useRef<HTMLDivElement>(null)
  const place = () => {
    const view = scroller.current
    if (!view || !box.current) return
    const top = shareOf(shares, placeAt(view.scrollTop))
    const bottom = shareOf(shares, placeAt(view.scrollTop + view.clientHeight))
    box.current.style.top = `${top * 100}%`
    box.current.style.height = `${(bottom - top) * 100}%`
  }
  const latest = useRef(place)
  latest.current = place
  useEffect(() => latest.current())
  useEffect(() => {
    const view = scroller.current
    const onScroll = () => latest.current()
    view?.addEventListener("scroll", onScroll, { passive: true })
    return () => view?.removeEventListener("scroll", onScroll)
  }, [scroller])
  return box
}

function shareOf(shares: readonly number[], { index, within }: { index: number; within: number }): number {
  const [from, to] = [shares[index] ?? 0, shares[index + 1] ?? 1]
  return from + (to - from) * within
}

"use client"

import { type RefObject, useEffect, useRef } from "react"
import { findPattern } from "@/lib/domain/find-text"
import type { Find } from "./use-find"

/** More marks than can be told apart at once. */
const MOST = 2_000
/** Not the words of a step: buttons, step numbers, heads. */
const APART = "button, a, [data-apart]"

/**
 * Marks the matches in whatever of the transcript is drawn, without touching what is drawn, and brings the match one
 * stands at into view. Rows are `[data-from]`, the step they begin with.
 */
export function useHighlights(
  scroller: RefObject<HTMLElement | null>,
  marked: Find["marked"],
  scrollTo: (offset: number) => void,
) {
  const scrolled = useRef<{ marked: Find["marked"]; matches: number }>({ marked: null, matches: 0 })
  const latest = useRef(scrollTo)
  latest.current = scrollTo
  useEffect(() => {
    const root = scroller.current
    if (!root || !marked || !("highlights" in CSS)) return
    let frame = 0
    const mark = () => {
      const { all, row } = collectRanges(root, marked)
      const nth = marked.place?.nth ?? 0
      const current = row[Math.min(nth, row.length - 1)]
      CSS.highlights.set("find", new Highlight(...all))
      CSS.highlights.set("find-current", new Highlight(...(current ? [current] : [])))
      const { marked: before, matches } = scrolled.current
      // Again when the rest of a text has come that was too short to hold the match.
      if (!current || (before === marked && (matches > nth || matches === row.length))) return
      scrolled.current = { marked, matches: row.length }
      const offset = offsetInView(root, current)
      if (offset !== null) latest.current(offset)
    }
    const schedule = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(mark)
    }
    const observer = new MutationObserver(schedule)
    observer.observe(root, { subtree: true, childList: true, characterData: true })
    schedule()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      CSS.highlights.delete("find")
      CSS.highlights.delete("find-current")
    }
  }, [scroller, marked])
}

function collectRanges(root: HTMLElement, { text, place }: NonNullable<Find["marked"]>) {
  const pattern = findPattern(text)
  const all: Range[] = []
  let current: Range[] = []
  for (const row of root.querySelectorAll<HTMLElement>("[data-from]")) {
    const ranges = rangesOf(row, pattern, MOST - all.length)
    all.push(...ranges)
    if (place && Number(row.dataset.from) === place.from) current = ranges
  }
  return { all, row: current }
}

function rangesOf(row: HTMLElement, pattern: RegExp, most: number): Range[] {
  const ranges: Range[] = []
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && ranges.length < most; node = walker.nextNode()) {
    if (node.parentElement?.closest(APART)) continue
    for (const { index, 0: found } of (node.nodeValue ?? "").matchAll(pattern)) {
      if (ranges.length === most) break
      const range = new Range()
      range.setStart(node, index)
      range.setEnd(node, index + found.length)
      ranges.push(range)
    }
  }
  return ranges
}

/** Where the transcript must scroll to for the match to be seen, null when it is; a long text within it scrolls at once. */
function offsetInView(root: HTMLElement, range: Range): number | null {
  const inner = range.startContainer.parentElement?.closest("[data-text-box]")
  if (inner) inner.scrollTop += distance(inner, range)
  const by = distance(root, range)
  return by === 0 ? null : root.scrollTop + by
}

/** Pixels to scroll a box by until a range stands in its upper third; 0 when it can be seen. */
function distance(box: Element, range: Range): number {
  const { top, bottom } = range.getBoundingClientRect()
  const view = box.getBoundingClientRect()
  return top >= view.top && bottom <= view.bottom ? 0 : top - view.top - view.height / 3
}

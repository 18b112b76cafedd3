"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState } from "react"
import { routeQuery } from "@/lib/api-client/query"
import { findInSteps } from "@/lib/contracts/steps"
import type { Block } from "../blocks"
import { type FindPlace, firstMatchFrom, placeMatch } from "./find-place"

const TYPING_MS = 150

export interface Find {
  /** As it is typed. */
  text: string
  setText: (text: string) => void
  /** What the transcript marks: the text that was looked for, and the match one stands at. */
  marked: { text: string; place: FindPlace | null } | null
  /** Of the match one stands at, from 0; null before the first step to one. */
  match: number | null
  /** Null until it is known. */
  total: number | null
  error: Error | null
  /** Goes to the next or previous match, round the ends; the first time to the next one from the step one reads. */
  move: (by: 1 | -1) => void
}

export interface UseFindOptions {
  experimentId: string
  episodeId: string
  blocks: readonly Block[]
  selected: number | null
  onPlace: (place: FindPlace) => void
}

/** Finds a text in all steps of an episode, loaded or not. */
export function useFind({ experimentId, episodeId, blocks, selected, onPlace }: UseFindOptions): Find {
  const [text, setText] = useState("")
  const sought = useSettled(text)
  const [at, setAt] = useState<{ text: string; match: number } | null>(null)
  const query = useQuery({
    ...routeQuery(findInSteps, { experimentId, episodeId, text: sought }),
    enabled: sought.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isCurrent = sought === text && !query.isPlaceholderData
  const found = isCurrent ? query.data : undefined
  const match = at && at.text === sought ? at.match : null
  const place = useMemo(
    () => (match === null || !found ? null : placeMatch(blocks, found.items, match)),
    [blocks, found, match],
  )
  const marked = useMemo(() => (sought.trim() === "" ? null : { text: sought, place }), [sought, place])
  const asked = useRef<{ text: string; by: 1 | -1 } | null>(null)
  const move = (by: 1 | -1) => {
    asked.current = found ? null : { text, by }
    if (!found || found.total === 0) return
    const first = firstMatchFrom(found.items, selected ?? 0)
    const target = match === null ? (by === 1 ? first : first - 1) : match + by
    const next = (target + found.total) % found.total
    setAt({ text: sought, match: next })
    const nextPlace = placeMatch(blocks, found.items, next)
    if (nextPlace) onPlace(nextPlace)
  }
  // Who presses Enter before the answer is there goes on as soon as it is.
  useEffect(() => {
    if (found && asked.current?.text === sought) move(asked.current.by)
  })
  return { text, setText, marked, match, total: found?.total ?? null, error: query.error, move }
}

/** The text once nobody has typed for a moment; emptied at once. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === "" ? 0 : TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

"use client"

import { useQueryState } from "nuqs"
import { useMemo } from "react"
import { type EpisodeSelectionControl, useEpisodeSelection } from "@/components/episode/use-episode-selection"
import { cursorParser, listInput } from "../search-params"

/** The cursor a page was reached from, by experiment, filter and cursor; it outlives a visit to an episode. */
const trail = new Map<string, string | null>()

export interface ListPage {
  control: EpisodeSelectionControl
  input: ReturnType<typeof listInput>
  isFirst: boolean
  /** Absent on the first page, and after a link into the middle, from where only the start is known. */
  toPrevious: (() => void) | undefined
  toNext: (cursor: string) => void
  toFirst: () => void
}

/** Filter, order and place of the list. A new filter or order starts at the top. */
export function useListPage(experimentId: string): ListPage {
  const selection = useEpisodeSelection()
  const [cursor, setCursor] = useQueryState(
    "cursor",
    cursorParser.withOptions({ history: "push", scroll: true }),
  )
  const key = (place: string | null) => `${experimentId}${selection.search}/${place}`
  const previous = trail.get(key(cursor))
  const input = useMemo(
    () => listInput(experimentId, { ...selection.selection, cursor }),
    [experimentId, selection.selection, cursor],
  )
  const fromTop =
    <Change>(apply: (change: Change) => void) =>
    (change: Change) => {
      void setCursor(null, { history: "replace" })
      apply(change)
    }
  return {
    control: {
      ...selection,
      setFilter: fromTop(selection.setFilter),
      setSort: fromTop(selection.setSort),
      clear: fromTop<void>(selection.clear),
    },
    input,
    isFirst: cursor === null,
    toPrevious: cursor !== null && previous !== undefined ? () => void setCursor(previous) : undefined,
    toNext: (next) => {
      trail.set(key(next), cursor)
      void setCursor(next)
    },
    toFirst: () => void setCursor(null),
  }
}

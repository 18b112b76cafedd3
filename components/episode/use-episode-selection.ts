"use client"

import { useQueryStates } from "nuqs"
import { useMemo } from "react"
import {
  type EpisodeFilterValues,
  type EpisodeOrder,
  type EpisodeSelection,
  filterAndSortParsers,
  NO_FILTER,
  serializeSelection,
  toSelectionInput,
} from "./filter-params"

export interface EpisodeSelectionControl {
  selection: EpisodeSelection
  /** As routes take it. */
  input: ReturnType<typeof toSelectionInput>
  /** As links carry it: empty or with a leading question mark. */
  search: string
  setFilter: (change: Partial<EpisodeFilterValues>) => void
  setSort: (sort: EpisodeOrder) => void
  clear: () => void
}

/** Filter and order of the page's URL. */
export function useEpisodeSelection(): EpisodeSelectionControl {
  const [selection, setSelection] = useQueryStates(filterAndSortParsers, { history: "replace" })
  const input = useMemo(() => toSelectionInput(selection), [selection])
  const search = useMemo(() => serializeSelection(selection), [selection])
  return {
    selection,
    input,
    search,
    setFilter: (change) => void setSelection(change),
    setSort: (sort) => void setSelection({ sort }),
    clear: () => void setSelection(NO_FILTER),
  }
}

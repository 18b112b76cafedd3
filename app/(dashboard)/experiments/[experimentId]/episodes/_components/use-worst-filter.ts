"use client"

import { useQueries } from "@tanstack/react-query"
import {
  activeFilters,
  type EpisodeFilterValues,
  type FilterKey,
  toFilterInput,
} from "@/components/episode/filter-params"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"

export const FILTER_NAMES: Record<FilterKey, string> = {
  text: "the search",
  runId: "the run",
  modelId: "the model",
  taskKey: "the task",
  split: "the split",
  group: "the task group",
  success: "the outcome",
  stopReason: "the stop reason",
  label: "the label",
  tag: "the tag",
  hasError: "tool errors",
  repaired: "repaired",
  scoreMin: "the lowest score",
  scoreMax: "the highest score",
  costUsdMin: "the lowest cost",
  costUsdMax: "the highest cost",
  latencyMsMin: "the lowest latency",
  latencyMsMax: "the highest latency",
  stepCountMin: "the fewest steps",
  stepCountMax: "the most steps",
  contentTokensMin: "the fewest tokens",
  contentTokensMax: "the most tokens",
  createdAtMin: "the first day",
  createdAtMax: "the last day",
  labelerId: "the labeler",
}

/** Which one filter, when dropped, lets most episodes through; null when no single one does. `count` null is 10,000+. */
export function useWorstFilter(
  experimentId: string,
  filter: EpisodeFilterValues,
): { key: FilterKey; count: number | null } | null {
  const keys = activeFilters(filter)
  const results = useQueries({
    queries: keys.map((key) =>
      routeQuery(listEpisodes, { ...toFilterInput({ ...filter, [key]: null }), experimentId, limit: 1 }),
    ),
  })
  const counted = keys.flatMap((key, index) => {
    const data = results[index]?.data
    return data && data.items.length > 0 ? [{ key, count: data.count }] : []
  })
  const size = (count: number | null) => count ?? Number.POSITIVE_INFINITY
  return counted.toSorted((left, right) => size(right.count) - size(left.count))[0] ?? null
}

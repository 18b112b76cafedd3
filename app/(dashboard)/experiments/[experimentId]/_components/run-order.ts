import type { Sort } from "@/components/data-table/sort"
import type { RunRecord } from "@/lib/contracts/runs"

/** What a column sorts by; unknown values come last in both directions. */
const SORT_VALUES: Record<string, (run: RunRecord) => number | null> = {
  n: ({ statistics }) => statistics.n,
  success: ({ statistics }) => statistics.successRate.value,
  score: ({ statistics }) => statistics.meanScore.value,
  cost: ({ statistics }) => statistics.cost.perTaskUsd.value,
  costPerSuccess: ({ statistics }) => statistics.cost.perSuccessUsd,
  p50: ({ statistics }) => statistics.latencyMs.p50,
  p95: ({ statistics }) => statistics.latencyMs.p95,
}

/** The runs that contain every word of the filter, in the order asked for; without one, as they came. */
export function arrangeRuns(runs: readonly RunRecord[], filter: string, sort: Sort | null): RunRecord[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = runs.filter(({ name, role, model }) => {
    const text = `${name} ${model.name} ${model.provider} ${role}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const readValue = sort && SORT_VALUES[sort.id]
  if (!readValue) return matching
  const direction = sort.descending ? -1 : 1
  return matching.toSorted((left, right) => {
    const [a, b] = [readValue(left), readValue(right)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return direction * (a - b)
  })
}

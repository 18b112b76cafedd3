import { lastStopAtOrBelow } from "@/lib/domain/curation/stops"

/** How many quantiles of the population a claim may choose among. */
const GRID_STOPS = 50

/**
 * The thresholds that a claim is tested at: quantiles of the metric over the whole population, fixed before any label is seen.
 * Cell i holds stops[i] <= value < stops[i + 1], the last cell all above.
 */
export interface EvidenceGrid {
  /** Ascending and distinct; the first keeps everything. */
  stops: Float64Array
  /** Population of each cell. */
  counts: Float64Array
}

/** The grid over ascending values; empty without any. */
export function evidenceGrid(sorted: Float64Array, stopCount = GRID_STOPS): EvidenceGrid {
  const quantiles = Array.from({ length: stopCount }, (_, index) => {
    return sorted[Math.floor((index / stopCount) * sorted.length)] as number
  })
  const stops = sorted.length === 0 ? new Float64Array() : Float64Array.from(new Set(quantiles))
  const starts = stops.map((stop) => firstAtOrAbove(sorted, stop))
  const counts = starts.map((start, cell) => (starts[cell + 1] ?? sorted.length) - start)
  return { stops, counts }
}

/** The place of the first of the ascending values that is not below one; their number where all are. */
export function firstAtOrAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The cell of a value that is not below the first stop. */
export function cellOf(stops: Float64Array, value: number): number {
  return lastStopAtOrBelow(stops, value)
}

/** How much of the population stands at or above each stop. */
export function keptCounts({ counts }: EvidenceGrid): Float64Array {
  const kept = counts.slice()
  for (let cell = kept.length - 2; cell >= 0; cell--)
    kept[cell] = (kept[cell] as number) + (kept[cell + 1] as number)
  return kept
}

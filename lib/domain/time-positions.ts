export interface TimePositions {
  /** One per time, 0..1, in the order given. */
  at: number[]
  /** Whether distances stand for time; false where two would fall on each other. */
  proportional: boolean
}

/** How near two neighbours may come, as a part of even spacing. */
const NEAREST = 0.35

/** Places on a time axis: in proportion to time, or evenly in order where that would put marks on each other. */
export function timePositions(timesMs: readonly number[]): TimePositions {
  const order = timesMs
    .map((_, index) => index)
    .toSorted((a, b) => (timesMs[a] ?? 0) - (timesMs[b] ?? 0) || a - b)
  const [first, last] = [timesMs[order[0] ?? 0] ?? 0, timesMs[order.at(-1) ?? 0] ?? 0]
  const even = 1 / Math.max(1, timesMs.length - 1)
  const placed = timesMs.map((time) => (time - first) / (last - first))
  const gaps = order.slice(1).map((index, at) => (placed[index] ?? 0) - (placed[order[at] ?? 0] ?? 0))
  if (last > first && gaps.every((gap) => gap >= NEAREST * even)) return { at: placed, proportional: true }
  const evenly = new Array<number>(timesMs.length).fill(0)
  for (const [rank, index] of order.entries()) evenly[index] = timesMs.length === 1 ? 0.5 : rank * even
  return { at: evenly, proportional: false }
}

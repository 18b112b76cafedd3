import { remember } from "@/lib/domain/curation/column-memo"
import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"

/** The smallest and largest known value of a metric. */
export interface Reach {
  low: number
  high: number
}

/** The reach of the known values among `rows` (of all without it), null when none is known. */
export function reachOf(values: Float64Array, rows?: Uint32Array): Reach | null {
  let low = Infinity
  let high = -Infinity
  const length = rows?.length ?? values.length
  for (let index = 0; index < length; index++) {
    const value = values[rows ? (rows[index] as number) : index] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? { low, high } : null
}

/** `count` (at least 2) evenly spaced values whose first and last are exactly the reach. */
export function evenStops({ low, high }: Reach, count: number): Float64Array {
  const stops = new Float64Array(count)
  for (let index = 0; index < count; index++) stops[index] = low + (high - low) * (index / (count - 1))
  stops[count - 1] = high
  return stops
}

/**
 * The last stop that is at or below the value, -1 when all are above: compared as doubles, never by rounding, so that it
 * agrees with `value >= stop` everywhere.
 */
export function lastStopAtOrBelow(stops: Float64Array, value: number): number {
  const last = stops.length - 1
  const low = stops[0] as number
  const span = (stops[last] as number) - low
  const guess = span > 0 ? Math.trunc(((value - low) / span) * last) || 0 : last
  let index = Math.min(last, Math.max(-1, guess))
  while (index < last && (stops[index + 1] as number) <= value) index += 1
  while (index >= 0 && (stops[index] as number) > value) index -= 1
  return index
}

/** By row: the last of `count` even stops over the reach that is at or below the metric's value, -1 where none is or it is unknown. */
export function stopOfRows(columns: EpisodeColumns, metric: string, reach: Reach, count: number): Int16Array {
  return remember(columns, `stops ${count} ${reach.low} ${reach.high} ${metric}`, [metric], () => {
    const stops = evenStops(reach, count)
    const values = metricColumn(columns, metric)
    const places = new Int16Array(columns.count).fill(-1)
    if (values === null) return places
    for (let row = 0; row < places.length; row++) {
      const value = values[row] as number
      if (!Number.isNaN(value)) places[row] = lastStopAtOrBelow(stops, value)
    }
    return places
  })
}

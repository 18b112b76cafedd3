import { BCA, bcaInterval } from "@/lib/domain/stats/bca"
import { type BootstrapOptions, type Combine, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** What every task adds to the top and to the bottom of a ratio, from `n` observations in all. */
export interface RatioColumns {
  top: Float64Array
  bottom: Float64Array
  n: number
}

/**
 * The sum of all tops over that of all bottoms with a BCa interval over tasks, such as cost per success or per token; value
 * null where the bottoms add up to nothing. An end is null where the data do not bound it (too many resamples without a
 * success). With counts at the bottom it is a mean whose observations hang together by task.
 * Source: bootstrap of a ratio, Efron and Tibshirani (1993), chapter 10.
 */
export function ratioOfSums({ top, bottom, n }: RatioColumns, options: BootstrapOptions = {}): Estimate {
  return estimateOf([top, bottom], ([over, under]) => share(over as number, under as number), { n, options })
}

/** A quotient that is infinite rather than undefined over nothing. */
export function share(top: number, bottom: number): number {
  return bottom === 0 ? Infinity : top / bottom
}

/** A statistic of sums over tasks with its BCa interval; null with no interval where the whole sample does not define it. */
export function estimateOf(
  columns: readonly Float64Array[],
  combine: Combine,
  { n, options }: { n: number; options: BootstrapOptions },
): Estimate {
  const value = combine(Float64Array.from(columns, sumOf))
  const isDefined = Number.isFinite(value)
  const interval = isDefined ? bcaInterval(columns, combine, options) : { low: null, high: null, method: BCA }
  const tasks = columns[0]?.length ?? 0
  return { value: isDefined ? value : null, ...interval, level: options.level ?? 0.95, n, tasks }
}

export function columnOf<Item>(items: readonly Item[], amount: (item: Item) => number): Float64Array {
  const column = new Float64Array(items.length)
  for (let index = 0; index < column.length; index++) column[index] = amount(items[index] as Item)
  return column
}

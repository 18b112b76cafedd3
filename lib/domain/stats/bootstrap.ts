import { createResampler, type Resampler } from "@/lib/domain/stats/resampler"

export interface BootstrapOptions {
  level?: number
  resamples?: number
  seed?: number
  /** Shared by figures that are compared or that have columns in common; one of its own without it. */
  resampler?: Resampler
}

export interface Interval {
  low: number | null
  high: number | null
}

/** A statistic that is a function of sums over tasks. */
export type Combine = (sums: Float64Array) => number

/**
 * Percentile bootstrap over tasks for any statistic that is a function of sums over tasks. `columns` hold one number per task
 * (all the same length); `combine` receives their sums over a resample. Infinite replicates are ranked like any other, and an
 * end that falls on one is null: the data do not bound it. Same seed, same interval.
 * Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
export function bootstrapInterval(
  columns: readonly Float64Array[],
  combine: Combine,
  options: BootstrapOptions = {},
): Interval {
  if ((columns[0]?.length ?? 0) < 2) return { low: null, high: null }
  return percentileEnds(replicate(columns, combine, options), options.level)
}

/** The statistic on every resample, in the order they were drawn. */
export function replicate(
  columns: readonly Float64Array[],
  combine: Combine,
  options: BootstrapOptions,
): Float64Array {
  const resampler = options.resampler ?? createResampler(options)
  const summed = columns.map((column) => resampler.sums(column))
  const sums = new Float64Array(columns.length)
  const replicates = new Float64Array(resampler.resamples)
  for (let resample = 0; resample < replicates.length; resample++) {
    for (let column = 0; column < sums.length; column++)
      sums[column] = (summed[column] as Float64Array)[resample] as number
    replicates[resample] = combine(sums)
  }
  return replicates
}

/** The two quantiles of replicates that a level asks for; an infinite end is null. */
export function percentileEnds(replicates: Float64Array, level = 0.95): Interval {
  const sorted = replicates.toSorted()
  return {
    low: finite(sortedQuantile(sorted, (1 - level) / 2)),
    high: finite(sortedQuantile(sorted, (1 + level) / 2)),
  }
}

/** The sum of a column, in order. */
export function sumOf(column: Float64Array): number {
  let total = 0
  for (const value of column) total += value
  return total
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
export function sortedQuantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1)
  const lower = sorted[Math.floor(position)] as number
  const upper = sorted[Math.ceil(position)] as number
  return lower === upper ? lower : lower + (upper - lower) * (position - Math.floor(position))
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

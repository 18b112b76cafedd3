import { createRandom } from "@/lib/domain/random"

export interface BootstrapOptions {
  level?: number
  resamples?: number
  seed?: number
}

export const DEFAULT_RESAMPLES = 2000

/**
 * Percentile bootstrap over tasks for any statistic that is a function of sums over tasks. `columns` hold one number per task
 * (all the same length); `combine` receives their sums over a resample. Infinite replicates are ranked like any other, and an
 * end that falls on one is null: the data do not bound it. Same seed, same interval.
 * Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
export function bootstrapInterval(
  columns: readonly Float64Array[],
  combine: (sums: Float64Array) => number,
  { level = 0.95, resamples = DEFAULT_RESAMPLES, seed = 1 }: BootstrapOptions = {},
): { low: number | null; high: number | null } {
  const tasks = columns[0]?.length ?? 0
  if (tasks < 2) return { low: null, high: null }
  const random = createRandom(seed)
  const replicates = new Float64Array(resamples)
  const sums = new Float64Array(columns.length)
  for (let resample = 0; resample < resamples; resample++) {
    sums.fill(0)
    for (let draw = 0; draw < tasks; draw++) {
      const task = Math.floor(random() * tasks)
      for (let column = 0; column < columns.length; column++) {
        sums[column] = (sums[column] as number) + ((columns[column] as Float64Array)[task] as number)
      }
    }
    replicates[resample] = combine(sums)
  }
  replicates.sort()
  return {
    low: finite(sortedQuantile(replicates, (1 - level) / 2)),
    high: finite(sortedQuantile(replicates, (1 + level) / 2)),
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

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

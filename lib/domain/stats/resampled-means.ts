import { resampleSums } from "@/lib/domain/stats/resample-sums"

export interface ResampleOptions {
  resamples?: number
  seed?: number
}

/**
 * Means of several columns (one number per task, all the same length) over the same bootstrap resamples of the tasks:
 * `result[column][resample]`. Whatever is a function of these means keeps the dependence between the columns. Same seed,
 * same draws. Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 8.
 */
export function resampledMeans(
  columns: readonly Float64Array[],
  { resamples = 1000, seed = 1 }: ResampleOptions = {},
): Float64Array[] {
  const tasks = columns[0]?.length ?? 0
  if (tasks === 0) return columns.map(() => new Float64Array(resamples))
  return resampleSums(columns, { resamples, seed }).map((sums) => sums.map((sum) => sum / tasks))
}

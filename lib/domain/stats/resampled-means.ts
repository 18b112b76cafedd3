import { createRandom } from "@/lib/domain/random"

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
  const means = columns.map(() => new Float64Array(resamples))
  if (tasks === 0) return means
  const random = createRandom(seed)
  const times = new Uint16Array(tasks)
  for (let resample = 0; resample < resamples; resample++) {
    times.fill(0)
    for (let draw = 0; draw < tasks; draw++) {
      const task = Math.floor(random() * tasks)
      times[task] = (times[task] as number) + 1
    }
    for (const [index, column] of columns.entries()) {
      let sum = 0
      for (let task = 0; task < tasks; task++) sum += (times[task] as number) * (column[task] as number)
      ;(means[index] as Float64Array)[resample] = sum / tasks
    }
  }
  return means
}

import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { normalCritical } from "@/lib/domain/stats/normal-quantile"

/** Below this many tasks the bootstrap's intervals are too narrow. */
export const ENOUGH_TASKS = 50

/**
 * The mean over tasks of one number per task, the difference of two runs there (means over the task's trials, so tasks
 * count alike and trials of one task are never taken for independent). `n` is the number of trials behind it.
 * Source: paired percentile bootstrap over tasks, Efron and Tibshirani (1993), chapters 8 and 13.
 */
export function pairedDifference(
  differences: readonly number[],
  n: number = differences.length,
  options: BootstrapOptions = {},
): Estimate {
  const column = Float64Array.from(differences)
  const mean = (sums: Float64Array) => (sums[0] as number) / column.length
  return {
    value: column.length === 0 ? null : sumOf(column) / column.length,
    ...bootstrapInterval([column], mean, options),
    level: options.level ?? 0.95,
    method: "paired bootstrap over tasks",
    n,
    tasks: column.length,
  }
}

/**
 * The same difference of success rates (each in -1..1) with an interval that stays honest for few tasks and for runs that
 * never differ: two imaginary tasks are added, spread over better, worse and alike as if each outcome of a 2 x 2 table had
 * been seen half a time, and the normal interval of that sample is held to -1..1.
 * Source: A. Agresti and Y. Min, "Simple improved confidence intervals for comparing matched proportions", Statistics in
 * Medicine 24 (2005); for one trial per task this is theirs.
 */
export function adjustedPairedDifference(
  differences: readonly number[],
  n = differences.length,
  level = 0.95,
): Estimate {
  const shared = { level, method: "paired, adjusted for few tasks", n, tasks: differences.length }
  if (differences.length === 0) return { value: null, low: null, high: null, ...shared }
  const sum = differences.reduce((total, difference) => total + difference, 0)
  const squares = differences.reduce((total, difference) => total + difference * difference, 1)
  const size = differences.length + 2
  const centre = sum / size
  const half = (normalCritical(level) * Math.sqrt(Math.max(0, squares - (sum * sum) / size))) / size
  return {
    value: sum / differences.length,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
    ...shared,
  }
}

/** The paired bootstrap where it can be trusted, else the adjusted interval. */
export function successDifference(
  differences: readonly number[],
  n: number = differences.length,
  options: BootstrapOptions = {},
): Estimate {
  const varied = differences.some((difference) => difference !== differences[0])
  if (varied && differences.length >= ENOUGH_TASKS) return pairedDifference(differences, n, options)
  return adjustedPairedDifference(differences, n, options.level)
}

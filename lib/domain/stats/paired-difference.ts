import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { normalCdf } from "@/lib/domain/stats/normal-cdf"
import { normalCritical } from "@/lib/domain/stats/normal-quantile"

/** Below this many tasks the bootstrap's intervals are too narrow. */
export const ENOUGH_TASKS = 50

/**
 * The mean over tasks of what the student has more than the teacher (one number per task and run, means over the task's trials,
 * so tasks count alike and trials of one task are never taken for independent). `n` is the number of trials behind it.
 * Source: paired percentile bootstrap over tasks, Efron and Tibshirani (1993), chapters 8 and 13.
 */
export function pairedDifference(
  student: readonly number[],
  teacher: readonly number[],
  n: number = student.length,
  options: BootstrapOptions = {},
): Estimate {
  const columns = [Float64Array.from(student), Float64Array.from(teacher)]
  const mean = ([ours, theirs]: Float64Array) => ((ours as number) - (theirs as number)) / student.length
  return {
    value: student.length === 0 ? null : mean(Float64Array.from(columns, sumOf)),
    ...bootstrapInterval(columns, mean, options),
    level: options.level ?? 0.95,
    method: "paired bootstrap over tasks",
    n,
    tasks: student.length,
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
  const { sum, centre, error } = adjust(differences)
  const half = normalCritical(level) * error
  return {
    value: sum / differences.length,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
    ...shared,
  }
}

/** One-sided p-value that the mean difference is -margin or below, by the normal distribution of the adjusted difference. */
export function nonInferiorityTest(differences: readonly number[], margin: number): number {
  if (differences.length === 0) return 1
  const { centre, error } = adjust(differences)
  return normalCdf(-(centre + margin) / error)
}

/** The paired bootstrap where it can be trusted, else the adjusted interval. */
export function successDifference(
  student: readonly number[],
  teacher: readonly number[],
  n: number = student.length,
  options: BootstrapOptions = {},
): Estimate {
  const differences = student.map((rate, task) => rate - (teacher[task] as number))
  const varied = differences.some((difference) => difference !== differences[0])
  if (varied && differences.length >= ENOUGH_TASKS) return pairedDifference(student, teacher, n, options)
  return adjustedPairedDifference(differences, n, options.level)
}

function adjust(differences: readonly number[]): { sum: number; centre: number; error: number } {
  const sum = differences.reduce((total, difference) => total + difference, 0)
  const squares = differences.reduce((total, difference) => total + difference * difference, 1)
  const size = differences.length + 2
  return { sum, centre: sum / size, error: Math.sqrt(Math.max(0, squares - (sum * sum) / size)) / size }
}

import type { Estimate } from "@/lib/domain/stats/estimate"
import { studentCritical } from "@/lib/domain/stats/student-t"

/** Sums that a roll-up row keeps: observations, their sum, the sum of their squares. */
export interface Moments {
  n: number
  sum: number
  sumSq: number
}

/** The observations of one task: how many, and their sum. */
export interface TaskSum {
  n: number
  sum: number
}

/**
 * The mean of independent observations with Student's t interval, from their sums; the interval is null below two
 * observations. Source: Student, "The probable error of a mean", Biometrika 6 (1908).
 */
export function meanInterval({ n, sum, sumSq }: Moments, level = 0.95): Estimate {
  const shared = { level, method: "student t", n, tasks: n }
  if (n === 0) return { value: null, low: null, high: null, ...shared }
  const mean = sum / n
  if (n === 1) return { value: mean, low: null, high: null, ...shared }
  const variance = Math.max(0, (sumSq - sum * mean) / (n - 1))
  const half = studentCritical(level, n - 1) * Math.sqrt(variance / n)
  return { value: mean, low: mean - half, high: mean + half, ...shared }
}

/**
 * The mean of all observations where those of one task hang together: cluster-robust (CR1) standard error and
 * Student's t with tasks - 1 degrees of freedom; the interval is null below two tasks.
 * Source: A. C. Cameron and D. L. Miller, "A practitioner's guide to cluster-robust inference", J. Human Resources 50
 * (2015), section II, for a regression on a constant.
 */
export function clusteredMeanInterval(tasks: readonly TaskSum[], level = 0.95): Estimate {
  const observed = tasks.filter((task) => task.n > 0)
  const count = observed.length
  const n = observed.reduce((total, task) => total + task.n, 0)
  const shared = { level, method: "student t, clustered by task", n, tasks: count }
  if (n === 0) return { value: null, low: null, high: null, ...shared }
  const mean = observed.reduce((total, task) => total + task.sum, 0) / n
  if (count === 1) return { value: mean, low: null, high: null, ...shared }
  let squares = 0
  for (const task of observed) squares += (task.sum - mean * task.n) ** 2
  const error = Math.sqrt((count / (count - 1)) * squares) / n
  const half = studentCritical(level, count - 1) * error
  return { value: mean, low: mean - half, high: mean + half, ...shared }
}

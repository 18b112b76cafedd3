import { mixTask, type RoutedTask, type RouterCheck, troubleOf } from "@/lib/domain/router/mixture"
import { sortedQuantile } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { resampledMeans } from "@/lib/domain/stats/resampled-means"

export interface RouterPoint {
  /** The teacher steps in where there is more trouble than this. */
  limit: number
  successRate: Estimate
  /** USD per task answered. */
  costUsd: Estimate
  escalated: Estimate
  /** Success of the mixture minus success of the teacher, on the same tasks. */
  difference: Estimate
}

export interface RouterCurve {
  check: RouterCheck
  /** From never asking the teacher to always asking it. */
  points: RouterPoint[]
  teacher: { successRate: Estimate; costUsd: Estimate }
}

const MOST_POINTS = 20

/** Below everything that can be observed: the teacher always steps in. */
export const ALWAYS = -1

/** Limits that change something, at most 20 of them evenly through the observed ones, from never to always. */
export function routerLimits(tasks: readonly RoutedTask[], check: RouterCheck): number[] {
  const seen = [...new Set(tasks.flatMap((task) => troubleOf(task, check)))].sort((a, b) => b - a)
  const most = MOST_POINTS - 1
  const kept =
    seen.length <= most
      ? seen
      : Array.from(
          { length: most },
          (_, index) => seen[Math.round((index * (seen.length - 1)) / (most - 1))] as number,
        )
  return [...new Set(kept), ALWAYS]
}

/**
 * What a router would have cost and solved at every limit of its check, from recorded attempts at shared tasks. Tasks count
 * alike; intervals are percentile bootstrap over tasks, all limits on the same resamples, so that differences are paired.
 * Sources: the cascade of L. Chen, M. Zaharia and J. Zou, "FrugalGPT" (2023), arXiv 2305.05176, section 3; bootstrap, Efron
 * and Tibshirani (1993), chapter 13.
 */
export function computeRouterCurve(
  tasks: readonly RoutedTask[],
  check: RouterCheck,
  level = 0.95,
): RouterCurve {
  const limits = routerLimits(tasks, check)
  const mixed = limits.map((limit) => tasks.map((task) => mixTask(task, check, limit)))
  const columns = [
    Float64Array.from(tasks, ({ teacher }) => teacher.successRate),
    Float64Array.from(tasks, ({ teacher }) => teacher.costUsd),
    ...mixed.flatMap((at) => [
      Float64Array.from(at, ({ successRate }) => successRate),
      Float64Array.from(at, ({ costUsd }) => costUsd),
      Float64Array.from(at, ({ escalated }) => escalated),
    ]),
  ]
  const draws = resampledMeans(columns)
  const n = tasks.reduce((sum, { student }) => sum + student.length, 0)
  const estimate = (column: Float64Array, drawn: Float64Array) =>
    toEstimate(mean(column), drawn, n, tasks.length, level)
  const at = (index: number) => estimate(columns[index] as Float64Array, draws[index] as Float64Array)
  const [teacherMean, teacherDraws] = [mean(columns[0] as Float64Array), draws[0] as Float64Array]
  const points = limits.map((limit, index) => {
    const first = 2 + 3 * index
    const drawn = (draws[first] as Float64Array).map((value, draw) => value - (teacherDraws[draw] as number))
    const value = mean(columns[first] as Float64Array) - teacherMean
    return {
      limit,
      successRate: at(first),
      costUsd: at(first + 1),
      escalated: at(first + 2),
      difference: toEstimate(value, drawn, n, tasks.length, level),
    }
  })
  return { check, points, teacher: { successRate: at(0), costUsd: at(1) } }
}

/**
 * The cheapest setting that is shown to lose no more than `margin` of the teacher's success (the lower end of the paired
 * difference is at least -margin) and costs less than the teacher; null when none is.
 */
export function bestRouterPoint({ points, teacher }: RouterCurve, margin: number): RouterPoint | null {
  const fit = points.filter(
    ({ difference, costUsd }) =>
      difference.low !== null &&
      difference.low >= -margin - 1e-12 &&
      (costUsd.value ?? Infinity) < (teacher.costUsd.value ?? 0),
  )
  return fit.reduce<RouterPoint | null>(
    (best, point) => (best && (best.costUsd.value ?? 0) <= (point.costUsd.value ?? 0) ? best : point),
    null,
  )
}

function mean(column: Float64Array): number {
  let sum = 0
  for (const value of column) sum += value
  return sum / column.length
}

function toEstimate(value: number, drawn: Float64Array, n: number, tasks: number, level: number): Estimate {
  const sorted = drawn.toSorted()
  const end = (q: number) => (tasks < 2 ? null : sortedQuantile(sorted, q))
  return {
    value,
    low: end((1 - level) / 2),
    high: end((1 + level) / 2),
    level,
    method: "percentile bootstrap over tasks",
    n,
    tasks,
  }
}

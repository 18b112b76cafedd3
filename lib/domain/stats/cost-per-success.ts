import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { columnOf, estimateOf, type RatioColumns, share } from "@/lib/domain/stats/ratio"

/** What the trials of one task cost (any unit) and how many of them succeeded. */
export interface TaskCost {
  cost: number
  successes: number
  trials: number
}

/** Two runs on one task. */
export interface PairedTaskCost {
  student: TaskCost
  teacher: TaskCost
}

/** The cost and the successes of every task, for `ratioOfSums`: the cost per success. */
export function successCostColumns(tasks: readonly TaskCost[]): RatioColumns {
  return {
    top: columnOf(tasks, ({ cost }) => cost),
    bottom: columnOf(tasks, ({ successes }) => successes),
    n: tasks.reduce((sum, task) => sum + task.trials, 0),
  }
}

/**
 * Cost per success of the student over that of the teacher on the same tasks (0.05: a twentieth), resampled in pairs; value
 * null when either has no success or the teacher costs nothing.
 */
export function relativeCostPerSuccess(
  pairs: readonly PairedTaskCost[],
  options: BootstrapOptions = {},
): Estimate {
  const student = successCostColumns(pairs.map((pair) => pair.student))
  const teacher = successCostColumns(pairs.map((pair) => pair.teacher))
  const ratio = ([cost, successes, teacherCost, teacherSuccesses]: Float64Array) =>
    share(cost as number, successes as number) / share(teacherCost as number, teacherSuccesses as number)
  const columns = [student.top, student.bottom, teacher.top, teacher.bottom]
  const estimate = estimateOf(columns, ratio, { n: student.n + teacher.n, options })
  const isHopeless = teacher.bottom.every((successes) => successes === 0)
  return isHopeless ? { ...estimate, value: null, low: null, high: null } : estimate
}

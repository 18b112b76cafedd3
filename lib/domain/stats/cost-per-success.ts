import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { columnOf, estimateOf, share } from "@/lib/domain/stats/ratio"

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

/**
 * Total cost over total successes, in the unit of the cost, with a BCa interval over tasks; value null without a success. An
 * end is null where the data do not bound it (too many resamples without a success).
 */
export function costPerSuccess(tasks: readonly TaskCost[], options: BootstrapOptions = {}): Estimate {
  const columns = columnsOf(tasks)
  const n = countTrials(tasks)
  return estimateOf(columns, ([cost, successes]) => share(cost as number, successes as number), {
    n,
    options,
  })
}

/**
 * Cost per success of the student over that of the teacher on the same tasks (0.05: a twentieth), resampled in pairs; value
 * null when either has no success or the teacher costs nothing.
 */
export function relativeCostPerSuccess(
  pairs: readonly PairedTaskCost[],
  options: BootstrapOptions = {},
): Estimate {
  const students = pairs.map(({ student }) => student)
  const teachers = pairs.map(({ teacher }) => teacher)
  const ratio = ([cost, successes, teacherCost, teacherSuccesses]: Float64Array) =>
    share(cost as number, successes as number) / share(teacherCost as number, teacherSuccesses as number)
  const n = countTrials(students) + countTrials(teachers)
  const estimate = estimateOf([...columnsOf(students), ...columnsOf(teachers)], ratio, { n, options })
  const isHopeless = teachers.every(({ successes }) => successes === 0)
  return isHopeless ? { ...estimate, value: null, low: null, high: null } : estimate
}

function columnsOf(tasks: readonly TaskCost[]): Float64Array[] {
  return [columnOf(tasks, ({ cost }) => cost), columnOf(tasks, ({ successes }) => successes)]
}

function countTrials(tasks: readonly TaskCost[]): number {
  return tasks.reduce((sum, task) => sum + task.trials, 0)
}

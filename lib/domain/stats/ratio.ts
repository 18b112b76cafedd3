import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

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

/** What one task adds to the top and the bottom of a ratio, from `n` observations. */
export interface TaskRatio {
  top: number
  bottom: number
  n: number
}

const METHOD = "percentile bootstrap over tasks"

/**
 * Total cost over total successes, in the unit of the cost; value null without a success. An end is null where the data do
 * not bound it (too many resamples without a success). Source: bootstrap of a ratio, Efron and Tibshirani (1993), chapter 10.
 */
export function costPerSuccess(tasks: readonly TaskCost[], options: BootstrapOptions = {}): Estimate {
  const columns = [column(tasks, (task) => task.cost), column(tasks, (task) => task.successes)]
  const ratio = (sums: Float64Array) => perSuccess(sums[0] as number, sums[1] as number)
  return estimateOf(columns, ratio, options, countTrials(tasks), tasks.length)
}

/**
 * Cost per success of the student over that of the teacher on the same tasks (0.05: a twentieth), resampled in pairs; value
 * null when either has no success or the teacher costs nothing.
 */
export function relativeCostPerSuccess(
  pairs: readonly PairedTaskCost[],
  options: BootstrapOptions = {},
): Estimate {
  const columns = [
    column(pairs, ({ student }) => student.cost),
    column(pairs, ({ student }) => student.successes),
    column(pairs, ({ teacher }) => teacher.cost),
    column(pairs, ({ teacher }) => teacher.successes),
  ]
  const ratio = ([studentCost, studentWins, teacherCost, teacherWins]: Float64Array) =>
    perSuccess(studentCost as number, studentWins as number) /
    perSuccess(teacherCost as number, teacherWins as number)
  const trials =
    countTrials(pairs.map(({ student }) => student)) + countTrials(pairs.map(({ teacher }) => teacher))
  const estimate = estimateOf(columns, ratio, options, trials, pairs.length)
  return sumOf(columns[3] as Float64Array) === 0
    ? { ...estimate, value: null, low: null, high: null }
    : estimate
}

/** The sum of all tops over that of all bottoms, such as cost per token; value null where the bottoms add up to nothing. */
export function ratioOfSums(tasks: readonly TaskRatio[], options: BootstrapOptions = {}): Estimate {
  const columns = [column(tasks, ({ top }) => top), column(tasks, ({ bottom }) => bottom)]
  const ratio = (sums: Float64Array) => perSuccess(sums[0] as number, sums[1] as number)
  const n = tasks.reduce((sum, task) => sum + task.n, 0)
  return estimateOf(columns, ratio, options, n, tasks.length)
}

function perSuccess(cost: number, successes: number): number {
  return successes === 0 ? Infinity : cost / successes
}

function estimateOf(
  columns: readonly Float64Array[],
  ratio: (sums: Float64Array) => number,
  options: BootstrapOptions,
  n: number,
  tasks: number,
): Estimate {
  const value = ratio(Float64Array.from(columns, sumOf))
  const interval = Number.isFinite(value)
    ? bootstrapInterval(columns, ratio, options)
    : { low: null, high: null }
  return {
    value: Number.isFinite(value) ? value : null,
    ...interval,
    level: options.level ?? 0.95,
    method: METHOD,
    n,
    tasks,
  }
}

function column<Item>(items: readonly Item[], amount: (item: Item) => number): Float64Array {
  return Float64Array.from(items, amount)
}

function countTrials(tasks: readonly TaskCost[]): number {
  return tasks.reduce((sum, task) => sum + task.trials, 0)
}

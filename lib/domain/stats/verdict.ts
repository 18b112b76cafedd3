import type { CostKind } from "@/lib/domain/episode"
import { weakestCostKind } from "@/lib/domain/pricing/combined-cost"
import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { latencyQuantile } from "@/lib/domain/stats/latency-quantile"
import { addLatency, type LogHistogram } from "@/lib/domain/stats/log-histogram"
import { exactMcNemar } from "@/lib/domain/stats/mcnemar"
import { successDifference } from "@/lib/domain/stats/paired-difference"
import { costPerSuccess, relativeCostPerSuccess, type TaskCost } from "@/lib/domain/stats/ratio"
import { signFlipTest } from "@/lib/domain/stats/sign-flip"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"

export const VERDICT_KINDS = ["better", "worse", "cannot_tell", "inside_margin"] as const

/**
 * `better` and `worse`: the interval of the difference excludes zero and the exact test agrees. `inside_margin`: the student
 * is worse by less than the margin, if at all (non-inferior), without being shown to be better.
 */
export type VerdictKind = (typeof VERDICT_KINDS)[number]

/** One run's trials of one task whose success is known. `costUsd` is their sum, null when any of them is unknown. */
export interface TaskResult {
  key: string
  trials: number
  successes: number
  costUsd: number | null
  costKind: CostKind | null
  latenciesMs: readonly number[]
}

export interface RunResult {
  name: string
  tasks: readonly TaskResult[]
}

/** One run on the shared tasks; `leftOut` counts its tasks that the other never tried. */
export interface VerdictSide {
  name: string
  successRate: Estimate
  costPerSuccessUsd: Estimate
  latencyP95Ms: Estimate
  leftOut: number
}

/** `fixed` and `broken` count tasks that the student does better and worse than the teacher; `p` is two-sided. */
export interface PairedTest {
  method: "exact McNemar" | "sign flip"
  fixed: number
  broken: number
  p: number
}

export interface Verdict {
  kind: VerdictKind
  student: VerdictSide
  teacher: VerdictSide
  sharedTasks: number
  /** Success rate of the student minus that of the teacher, as a share. */
  difference: Estimate
  test: PairedTest
  margin: number
  /** Cost per success, student over teacher, on the tasks where both costs are known (`tasks` of it). */
  costRatio: Estimate
  /** The least certain kind in it, null when there is none. */
  costKind: CostKind | null
}

export interface VerdictOptions extends BootstrapOptions {
  /** How much worse the student may be, as a share (0.02: two points); 0 asks for better or worse only. */
  margin?: number
}

interface Pair {
  student: TaskResult
  teacher: TaskResult
}

/** Compares two runs on the tasks that both tried; tasks of only one are counted and left out. */
export function judge(student: RunResult, teacher: RunResult, options: VerdictOptions = {}): Verdict {
  const { margin = 0, level = 0.95 } = options
  const pairs = pairUp(student, teacher)
  const differences = pairs.map((pair) => rate(pair.student) - rate(pair.teacher))
  const n = pairs.reduce((sum, pair) => sum + pair.student.trials + pair.teacher.trials, 0)
  const difference = successDifference(differences, n, options)
  const test = pairedTest(pairs, differences, options)
  return {
    kind: decide(difference, test.p, margin, level),
    student: sideOf(student, pairs, (pair) => pair.student, options),
    teacher: sideOf(teacher, pairs, (pair) => pair.teacher, options),
    sharedTasks: pairs.length,
    difference,
    test,
    margin,
    ...compareCost(pairs, options),
  }
}

function pairUp(student: RunResult, teacher: RunResult): Pair[] {
  const teacherTasks = new Map(tried(teacher).map((task) => [task.key, task]))
  // By key, so that resampling does not depend on the order in which episodes landed.
  const inOrder = tried(student).sort((left, right) => (left.key < right.key ? -1 : 1))
  return inOrder.flatMap((task) => {
    const other = teacherTasks.get(task.key)
    return other ? [{ student: task, teacher: other }] : []
  })
}

function tried(run: RunResult): TaskResult[] {
  return run.tasks.filter((task) => task.trials > 0)
}

function rate(task: TaskResult): number {
  return task.successes / task.trials
}

function pairedTest(
  pairs: readonly Pair[],
  differences: readonly number[],
  { seed }: BootstrapOptions,
): PairedTest {
  const fixed = differences.filter((difference) => difference > 0).length
  const broken = differences.filter((difference) => difference < 0).length
  if (pairs.every((pair) => pair.student.trials === 1 && pair.teacher.trials === 1)) {
    return { method: "exact McNemar", fixed, broken, p: exactMcNemar(fixed, broken) }
  }
  return { method: "sign flip", fixed, broken, p: signFlipTest(differences, { seed }) }
}

function decide({ low, high }: Estimate, p: number, margin: number, level: number): VerdictKind {
  if (low === null || high === null) return "cannot_tell"
  const significant = p < 1 - level
  if (low > 0 && significant) return "better"
  if (margin > 0 && low > -margin) return "inside_margin"
  return high < 0 && significant ? "worse" : "cannot_tell"
}

function sideOf(
  run: RunResult,
  pairs: readonly Pair[],
  pick: (pair: Pair) => TaskResult,
  options: BootstrapOptions,
): VerdictSide {
  const tasks = pairs.map(pick)
  const latencies = tasks
    .flatMap((task) => task.latenciesMs)
    .reduce<LogHistogram>((histogram, latencyMs) => addLatency(histogram, latencyMs), [])
  return {
    name: run.name,
    successRate: clusteredWilsonInterval(tasks, options.level),
    costPerSuccessUsd: costPerSuccess(tasks.flatMap(knownCost), options),
    latencyP95Ms: latencyQuantile(latencies, 0.95, options.level),
    leftOut: tried(run).length - pairs.length,
  }
}

function knownCost({ costUsd, successes, trials }: TaskResult): TaskCost[] {
  return costUsd === null ? [] : [{ cost: costUsd, successes, trials }]
}

function compareCost(
  pairs: readonly Pair[],
  options: BootstrapOptions,
): Pick<Verdict, "costRatio" | "costKind"> {
  const kinds: Partial<Record<CostKind, number>> = {}
  const costs = pairs.flatMap((pair) => {
    const [student] = knownCost(pair.student)
    const [teacher] = knownCost(pair.teacher)
    if (!student || !teacher) return []
    for (const { costKind } of [pair.student, pair.teacher]) if (costKind) kinds[costKind] = 1
    return [{ student, teacher }]
  })
  return { costRatio: relativeCostPerSuccess(costs, options), costKind: weakestCostKind(kinds) }
}

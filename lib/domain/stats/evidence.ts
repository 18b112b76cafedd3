import type { CostKind } from "@/lib/domain/episode"
import { weakestCostKind } from "@/lib/domain/pricing/combined-cost"
import { processWide } from "@/lib/domain/process-wide"
import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import { clusteredQuantile } from "@/lib/domain/stats/clustered-quantile"
import { relativeCostPerSuccess, type TaskCost } from "@/lib/domain/stats/cost-per-success"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { exactMcNemar } from "@/lib/domain/stats/mcnemar"
import { nonInferiorityTest, successDifference } from "@/lib/domain/stats/paired-difference"
import {
  type PairedTask,
  pairTasks,
  type RunResult,
  rateDifference,
  type TaskResult,
  tried,
} from "@/lib/domain/stats/paired-tasks"
import { signFlipTest } from "@/lib/domain/stats/sign-flip"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"

/** One run on the shared tasks; `leftOut` counts its tasks that the other never tried. */
export interface VerdictSide {
  name: string
  successRate: Estimate
  latencyP95Ms: Estimate
  leftOut: number
}

/** `fixed` and `broken` count tasks that the student does better and worse than the teacher; `p` is two-sided. */
export interface PairedTest {
  method: "exact McNemar" | "exact sign flip" | "sign flip"
  fixed: number
  broken: number
  p: number
}

/** What two runs show on the tasks both tried, before anything is concluded. */
export interface Evidence {
  student: VerdictSide
  teacher: VerdictSide
  sharedTasks: number
  /** Success rate of the student minus that of the teacher, as a share. */
  difference: Estimate
  /** Mean square of the per-task differences. */
  meanSquare: number
  test: PairedTest
  margin: number
  /** One-sided: that the student is worse by the margin or more. 1 without a margin. */
  marginP: number
  /** Cost per success, student over teacher, on the tasks where both costs are known (`tasks` of it). */
  costRatio: Estimate
  /** The least certain kind in it, null when there is none. */
  costKind: CostKind | null
}

export interface EvidenceOptions extends BootstrapOptions {
  /** How much worse the student may be, as a share (0.02: two points); 0 asks for better or worse only. */
  margin?: number
}

/** Compares two runs on the tasks that both tried; tasks of only one are counted and left out. */
export function weigh(student: RunResult, teacher: RunResult, options: EvidenceOptions = {}): Evidence {
  const { margin = 0 } = options
  const pairs = pairTasks(student, teacher)
  const rates = {
    student: pairs.map((pair) => pair.student.successes / pair.student.trials),
    teacher: pairs.map((pair) => pair.teacher.successes / pair.teacher.trials),
  }
  const differences = rates.student.map((rate, index) => rate - (rates.teacher[index] as number))
  const n = pairs.reduce((sum, pair) => sum + pair.student.trials + pair.teacher.trials, 0)
  const squares = differences.reduce((sum, difference) => sum + difference * difference, 0)
  return {
    student: sideOf(student, pairs, (pair) => pair.student, options),
    teacher: sideOf(teacher, pairs, (pair) => pair.teacher, options),
    sharedTasks: pairs.length,
    difference: successDifference(rates.student, rates.teacher, n, options),
    meanSquare: pairs.length === 0 ? 0 : squares / pairs.length,
    test: pairedTest(pairs, options),
    margin,
    marginP: margin > 0 ? nonInferiorityTest(differences, margin) : 1,
    ...compareCost(pairs, options),
  }
}

function pairedTest(pairs: readonly PairedTask[], { seed }: BootstrapOptions): PairedTest {
  const differences = pairs.map(rateDifference)
  const fixed = differences.filter(({ top }) => top > 0).length
  const broken = differences.filter(({ top }) => top < 0).length
  if (pairs.every(({ student, teacher }) => student.trials === 1 && teacher.trials === 1))
    return { method: "exact McNemar", fixed, broken, p: exactMcNemar(fixed, broken) }
  const { p, isExact } = signFlipTest(differences, { seed })
  return { method: isExact ? "exact sign flip" : "sign flip", fixed, broken, p }
}

/** Sides of runs all of whose tasks are shared, by level: the same in every pair. */
const wholeSides = processWide(
  "sides of pairs",
  () => new WeakMap<readonly TaskResult[], Map<number, VerdictSide>>(),
)

function sideOf(
  run: RunResult,
  pairs: readonly PairedTask[],
  pick: (pair: PairedTask) => TaskResult,
  { level = 0.95 }: BootstrapOptions,
): VerdictSide {
  if (pairs.length < tried(run).length) return describeSide(run, pairs.map(pick), level)
  const known = wholeSides.get(run.tasks) ?? new Map<number, VerdictSide>()
  const side = known.get(level) ?? describeSide(run, pairs.map(pick), level)
  wholeSides.set(run.tasks, known.set(level, side))
  return { ...side, name: run.name }
}

function describeSide(run: RunResult, tasks: readonly TaskResult[], level: number): VerdictSide {
  const latencies = tasks.map(({ latenciesMs }) => latenciesMs)
  return {
    name: run.name,
    successRate: clusteredWilsonInterval(tasks, level),
    latencyP95Ms: clusteredQuantile(latencies, 0.95, level),
    leftOut: tried(run).length - tasks.length,
  }
}

function knownCost({ costUsd, successes, trials }: TaskResult): TaskCost[] {
  return costUsd === null ? [] : [{ cost: costUsd, successes, trials }]
}

function compareCost(
  pairs: readonly PairedTask[],
  options: BootstrapOptions,
): Pick<Evidence, "costRatio" | "costKind"> {
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

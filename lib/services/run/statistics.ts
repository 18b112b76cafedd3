import type { RunRecord } from "@/lib/contracts/runs"
import type { Run } from "@/lib/db/generated/client"
import type { RunOutcome } from "@/lib/db/run-outcome.sql"
import { numberToVerdict } from "@/lib/domain/label"
import { processWide } from "@/lib/domain/process-wide"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { quantile } from "@/lib/domain/stats/latency-quantile"
import { clusteredMeanInterval, meanInterval } from "@/lib/domain/stats/mean-interval"
import { passK } from "@/lib/domain/stats/pass-k"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"
import { microToUsd } from "@/lib/services/episode/present-episode"

type Statistics = RunRecord["statistics"]

const MICRO = 1_000_000

function toUsd(estimate: Estimate): Estimate {
  const { value, low, high } = estimate
  return { ...estimate, value: microToUsd(value), low: microToUsd(low), high: microToUsd(high) }
}

function meanOf(sum: bigint, count: number): number | null {
  return count === 0 ? null : Number(sum) / count
}

function estimateScore(run: Run, tasks: readonly RunOutcome[], repeats: boolean): Estimate {
  if (repeats)
    return clusteredMeanInterval(tasks.map(({ scoreCount, scoreSum }) => ({ n: scoreCount, sum: scoreSum })))
  return meanInterval({ n: run.scoreCount, sum: run.scoreSum, sumSq: run.scoreSumSquares })
}

function estimateCost(run: Run, tasks: readonly RunOutcome[], repeats: boolean): Estimate {
  if (repeats) {
    const sums = tasks.map(({ costCount, costMicroSum }) => ({ n: costCount, sum: costMicroSum }))
    return toUsd(clusteredMeanInterval(sums))
  }
  const sum = Number(run.costMicroSum)
  return toUsd(meanInterval({ n: run.costCount, sum, sumSq: run.costMicroSumSquares }))
}

/** Priced episodes stand for all: cost per attempt over successes per attempt. */
function costPerSuccess(run: Run): number | null {
  if (run.costCount === 0 || run.successCount === 0) return null
  const perEpisode = Number(run.costMicroSum) / run.costCount
  return perEpisode / (run.successCount / run.judgedCount) / MICRO
}

function summarizeCost(run: Run, tasks: readonly RunOutcome[], repeats: boolean): Statistics["cost"] {
  return {
    perTaskUsd: estimateCost(run, tasks, repeats),
    perSuccessUsd: costPerSuccess(run),
    totalUsd: run.costCount === 0 ? null : Number(run.costMicroSum) / MICRO,
    coverage: run.episodeCount === 0 ? null : run.costCount / run.episodeCount,
    kinds: run.costKinds as Statistics["cost"]["kinds"],
    environmentTotalUsd: run.environmentCostCount === 0 ? null : Number(run.environmentCostMicroSum) / MICRO,
  }
}

/** By the tasks of a run, which stay the same object until it changes: a resample costs more than all else here. */
const passKs = processWide("pass^k of runs", () => new WeakMap<readonly RunOutcome[], Statistics["passK"]>())

function listPassK(tasks: readonly RunOutcome[], trials: number): Statistics["passK"] {
  if (trials < 2) return []
  const known = passKs.get(tasks) ?? estimatePassK(tasks)
  passKs.set(tasks, known)
  return known
}

function estimatePassK(tasks: readonly RunOutcome[]): Statistics["passK"] {
  const counts = tasks.map(({ judged, successes }) => ({ trials: judged, successes }))
  return passK(counts, "all").flatMap(({ value, low, high }, index) =>
    value === null ? [] : [{ k: index + 1, value, low, high }],
  )
}

function summarizeTokens(run: Run) {
  return {
    meanSteps: meanOf(run.stepSum, run.episodeCount),
    meanContentTokens: meanOf(run.contentTokenSum, run.episodeCount),
    meanInputTokens: meanOf(run.inputTokenSum, run.usageCount),
    meanOutputTokens: meanOf(run.outputTokenSum, run.usageCount),
  }
}

/**
 * The figures of a run from its roll-up and its per-task counts. Where tasks were tried more than once, intervals are
 * clustered by task, because the trials of one task hang together.
 */
export function summarizeRun(
  run: Run,
  tasks: readonly RunOutcome[],
  labels: readonly { label: number; count: number }[],
): Statistics {
  const trials = tasks.reduce((most, task) => Math.max(most, task.trials), 0)
  const repeats = trials > 1
  const labelled = { good: 0, bad: 0, unsure: 0 }
  for (const { label, count } of labels) labelled[numberToVerdict(label)] += count
  return {
    n: run.episodeCount,
    tasks: tasks.length,
    trials,
    successRate: clusteredWilsonInterval(
      tasks.map(({ judged, successes }) => ({ trials: judged, successes })),
    ),
    meanScore: estimateScore(run, tasks, repeats),
    cost: summarizeCost(run, tasks, repeats),
    latencyMs: {
      p50: quantile(run.latencyHistogram, 0.5),
      p95: quantile(run.latencyHistogram, 0.95),
      n: run.latencyCount,
    },
    passK: listPassK(tasks, trials),
    ...summarizeTokens(run),
    errorCount: run.errorCount,
    stopReasons: run.stopReasons as Record<string, number>,
    labelled,
  }
}

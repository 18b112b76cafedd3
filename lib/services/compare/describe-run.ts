import type { ComparedRun } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import { sortedQuantile } from "@/lib/domain/stats/bootstrap"
import { clusteredMeanInterval } from "@/lib/domain/stats/mean-interval"
import { passK } from "@/lib/domain/stats/pass-k"
import { costPerSuccess } from "@/lib/domain/stats/ratio"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"
import { countCostKinds } from "@/lib/services/compare/task-results"

type RunFigures = Pick<
  ComparedRun,
  | "n"
  | "tasks"
  | "successRate"
  | "meanScore"
  | "costPerTaskUsd"
  | "costPerSuccessUsd"
  | "costCoverage"
  | "costKinds"
  | "latencyMs"
  | "passK"
>

function describeLatency(outcomes: readonly TaskOutcome[]): ComparedRun["latencyMs"] {
  const sorted = Float64Array.from(outcomes.flatMap((outcome) => outcome.latenciesMs)).sort()
  const at = (q: number) => (sorted.length > 0 ? sortedQuantile(sorted, q) : null)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), n: sorted.length }
}

/** Every figure of one run over some tasks; costs in USD over the episodes that have one. */
export function describeRun(outcomes: readonly TaskOutcome[]): RunFigures {
  const counts = outcomes.map(({ judged, successes }) => ({ trials: judged, successes }))
  const n = outcomes.reduce((sum, outcome) => sum + outcome.trials, 0)
  const priced = outcomes.filter((outcome) => outcome.costCount > 0)
  const pricedEpisodes = priced.reduce((sum, outcome) => sum + outcome.costCount, 0)
  const fullyPriced = outcomes.filter((outcome) => outcome.costCount === outcome.trials)
  return {
    n,
    tasks: outcomes.length,
    successRate: clusteredWilsonInterval(counts),
    meanScore: clusteredMeanInterval(
      outcomes
        .map(({ scoreCount, scoreSum }) => ({ n: scoreCount, sum: scoreSum }))
        .filter(({ n: scored }) => scored > 0),
    ),
    costPerTaskUsd: clusteredMeanInterval(
      priced.map(({ costCount, costMicroSum }) => ({ n: costCount, sum: costMicroSum / 1e6 })),
    ),
    costPerSuccessUsd: costPerSuccess(
      fullyPriced.map(({ costMicroSum, successes, judged }) => ({
        cost: costMicroSum / 1e6,
        successes,
        trials: judged,
      })),
    ),
    costCoverage: n > 0 ? pricedEpisodes / n : null,
    costKinds: countCostKinds(outcomes),
    latencyMs: describeLatency(outcomes),
    passK: counts.some(({ trials }) => trials > 1) ? passK(counts, "all") : [],
  }
}

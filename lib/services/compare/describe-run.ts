import type { ComparedRun } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import { clusteredQuantile } from "@/lib/domain/stats/clustered-quantile"
import { costPerSuccess } from "@/lib/domain/stats/cost-per-success"
import { passK } from "@/lib/domain/stats/pass-k"
import { ratioOfSums } from "@/lib/domain/stats/ratio"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"
import type { CostedRun } from "@/lib/services/compare/cost-runs"
import { FigureCache } from "@/lib/services/compare/figure-cache"
import { countCostKinds } from "@/lib/services/compare/task-results"

type RunFigures = Omit<ComparedRun, "id" | "name" | "model" | "role" | "teacherRunId" | "planned" | "whatIf">

function describeCosts(outcomes: readonly TaskOutcome[], options: BootstrapOptions) {
  const priced = outcomes.filter(({ costCount }) => costCount > 0)
  const fullyPriced = outcomes.filter(({ costCount, trials }) => costCount === trials)
  const metered = outcomes.filter(({ tokenCount }) => tokenCount > 0)
  return {
    costPerTaskUsd: ratioOfSums(
      priced.map(({ costCount, costMicroSum }) => ({
        top: costMicroSum / 1e6,
        bottom: costCount,
        n: costCount,
      })),
      options,
    ),
    costPerSuccessUsd: costPerSuccess(
      fullyPriced.map(({ costMicroSum, successes, judged }) => ({
        cost: costMicroSum / 1e6,
        successes,
        trials: judged,
      })),
      options,
    ),
    // Micro-USD for a token are USD for a million.
    costPerMillionTokensUsd: ratioOfSums(
      metered.map((outcome) => ({
        top: outcome.tokenCostMicroSum,
        bottom: outcome.tokenSum,
        n: outcome.tokenCount,
      })),
      options,
    ),
  }
}

const cache = new FigureCache<RunFigures>()

/** Every figure of one run over some tasks; costs in USD over the episodes that have one. */
export function describeRun({ outcomes, version }: CostedRun, options: BootstrapOptions): RunFigures {
  return cache.get(`${version} ${options.level}`, () => describeOutcomes(outcomes, options))
}

function describeOutcomes(outcomes: readonly TaskOutcome[], options: BootstrapOptions): RunFigures {
  const { level } = options
  const counts = outcomes.map(({ judged, successes }) => ({ trials: judged, successes }))
  const n = outcomes.reduce((sum, outcome) => sum + outcome.trials, 0)
  const pricedEpisodes = outcomes.reduce((sum, outcome) => sum + outcome.costCount, 0)
  const scored = outcomes.filter(({ scoreCount }) => scoreCount > 0)
  const latencies = outcomes.map(({ latenciesMs }) => latenciesMs)
  const quantile = (q: number) => clusteredQuantile(latencies, q, level)
  return {
    n,
    tasks: outcomes.length,
    successRate: clusteredWilsonInterval(counts, level),
    meanScore: ratioOfSums(
      scored.map(({ scoreCount, scoreSum }) => ({ top: scoreSum, bottom: scoreCount, n: scoreCount })),
      options,
    ),
    ...describeCosts(outcomes, options),
    costCoverage: n > 0 ? pricedEpisodes / n : null,
    costKinds: countCostKinds(outcomes),
    latencyMs: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
    passK: passK(counts, "all", options),
    passAtK: passK(counts, "any", options),
  }
}

import type { ComparedRun } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import { processWide } from "@/lib/domain/process-wide"
import type { BootstrapOptions } from "@/lib/domain/stats/bootstrap"
import { clusteredQuantiles } from "@/lib/domain/stats/clustered-quantile"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { passK } from "@/lib/domain/stats/pass-k"
import { ratioOfSums } from "@/lib/domain/stats/ratio"
import type { Resampler } from "@/lib/domain/stats/resampler"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"
import type { CostedRun } from "@/lib/services/compare/cost-runs"
import { FigureCache } from "@/lib/services/compare/figure-cache"
import { columnsOfRun, type RunColumns } from "@/lib/services/compare/run-columns"
import { countCostKinds } from "@/lib/services/compare/task-results"

type RunFigures = Omit<ComparedRun, "id" | "name" | "model" | "role" | "teacherRunId" | "planned" | "whatIf">

interface DescribeOptions extends BootstrapOptions {
  level: number
  resampler: Resampler
}

const cache = processWide("figures of runs", () => new FigureCache<RunFigures>())

/** Every run with all its figures over some tasks; costs in USD over the episodes that have one. */
export function describeRuns<Run extends CostedRun>(
  runs: readonly Run[],
  options: DescribeOptions,
): { run: Run; figures: RunFigures }[] {
  const keyOf = ({ version }: CostedRun) => `${version} ${options.level}`
  const columns = new Map<CostedRun, RunColumns>()
  for (const run of runs) if (!cache.has(keyOf(run))) columns.set(run, columnsOfRun(run.outcomes))
  options.resampler.prepare(
    [...columns.values()].flatMap((made) => Object.values(made)).flatMap(({ top, bottom }) => [top, bottom]),
  )
  return runs.map((run) => {
    const describe = () =>
      describeOutcomes(run.outcomes, columns.get(run) ?? columnsOfRun(run.outcomes), options)
    return { run, figures: cache.get(keyOf(run), describe) }
  })
}

function describeOutcomes(
  outcomes: readonly TaskOutcome[],
  columns: RunColumns,
  options: DescribeOptions,
): RunFigures {
  const counts = outcomes.map(({ judged, successes }) => ({ trials: judged, successes }))
  const n = outcomes.reduce((sum, outcome) => sum + outcome.trials, 0)
  const pricedEpisodes = outcomes.reduce((sum, outcome) => sum + outcome.costCount, 0)
  const latencies = outcomes.map(({ latenciesMs }) => latenciesMs)
  const [p50, p95, p99] = clusteredQuantiles(latencies, [0.5, 0.95, 0.99], options.level) as [
    Estimate,
    Estimate,
    Estimate,
  ]
  return {
    n,
    tasks: outcomes.length,
    successRate: clusteredWilsonInterval(counts, options.level),
    meanScore: ratioOfSums(columns.scores, options),
    costPerTaskUsd: ratioOfSums(columns.costs, options),
    costPerSuccessUsd: ratioOfSums(columns.successCosts, options),
    costPerMillionTokensUsd: ratioOfSums(columns.tokenCosts, options),
    costCoverage: n > 0 ? pricedEpisodes / n : null,
    costKinds: countCostKinds(outcomes),
    latencyMs: { p50, p95, p99 },
    passK: passK(counts, "all", options),
    passAtK: passK(counts, "any", options),
  }
}

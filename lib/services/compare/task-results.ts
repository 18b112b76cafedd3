import type { TaskOutcome } from "@/lib/db/compare.sql"
import { COST_KINDS, type CostKind } from "@/lib/domain/episode"
import { weakestCostKind } from "@/lib/domain/pricing/combined-cost"
import type { TaskResult } from "@/lib/domain/stats/paired-tasks"

/** How many episodes have their cost known in each way. */
export function countCostKinds(
  outcomes: readonly Pick<TaskOutcome, "costKinds">[],
): Partial<Record<CostKind, number>> {
  const counts: Partial<Record<CostKind, number>> = {}
  for (const { costKinds } of outcomes) {
    for (const kind of COST_KINDS) {
      const episodes = costKinds[kind]
      if (episodes) counts[kind] = (counts[kind] ?? 0) + episodes
    }
  }
  return counts
}

/** An outcome as the verdict reads it; the cost is known only when that of every trial is. */
export function toTaskResult(outcome: TaskOutcome): TaskResult {
  const isPriced = outcome.costCount === outcome.trials
  return {
    key: outcome.key,
    trials: outcome.judged,
    successes: outcome.successes,
    costUsd: isPriced ? outcome.costMicroSum / 1e6 : null,
    costKind: weakestCostKind(outcome.costKinds),
    latenciesMs: outcome.latenciesMs,
  }
}

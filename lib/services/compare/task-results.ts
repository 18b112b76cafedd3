import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { CostKind } from "@/lib/domain/episode"
import { weakestCostKind } from "@/lib/domain/pricing/combined-cost"
import type { TaskResult } from "@/lib/domain/stats/verdict"

/** How many episodes have their cost known in each way. */
export function countCostKinds(outcomes: readonly TaskOutcome[]): Partial<Record<CostKind, number>> {
  const counts: Partial<Record<CostKind, number>> = {}
  for (const kind of outcomes.flatMap((outcome) => outcome.costKinds)) counts[kind] = (counts[kind] ?? 0) + 1
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
    costKind: weakestCostKind(countCostKinds([outcome])),
    latenciesMs: outcome.latenciesMs,
  }
}

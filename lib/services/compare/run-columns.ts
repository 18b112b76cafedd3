import type { TaskOutcome } from "@/lib/db/compare.sql"
import { columnOf, type RatioColumns } from "@/lib/domain/stats/ratio"

/** What the figures of one run are made of, one number per task; costs in USD. */
export interface RunColumns {
  scores: RatioColumns
  costs: RatioColumns
  /** On the tasks whose every episode has a cost. */
  successCosts: RatioColumns
  /** Per million tokens, over the episodes whose cost and billed tokens are both known. */
  tokenCosts: RatioColumns
}

export function columnsOfRun(outcomes: readonly TaskOutcome[]): RunColumns {
  const scored = outcomes.filter(({ scoreCount }) => scoreCount > 0)
  const priced = outcomes.filter(({ costCount }) => costCount > 0)
  const fullyPriced = outcomes.filter(({ costCount, trials }) => costCount === trials)
  const metered = outcomes.filter(({ tokenCount }) => tokenCount > 0)
  const usd = ({ costMicroSum }: TaskOutcome) => costMicroSum / 1e6
  return {
    scores: {
      top: columnOf(scored, ({ scoreSum }) => scoreSum),
      bottom: columnOf(scored, ({ scoreCount }) => scoreCount),
      n: countOf(scored, ({ scoreCount }) => scoreCount),
    },
    costs: {
      top: columnOf(priced, usd),
      bottom: columnOf(priced, ({ costCount }) => costCount),
      n: countOf(priced, ({ costCount }) => costCount),
    },
    successCosts: {
      top: columnOf(fullyPriced, usd),
      bottom: columnOf(fullyPriced, ({ successes }) => successes),
      n: countOf(fullyPriced, ({ judged }) => judged),
    },
    tokenCosts: {
      top: columnOf(metered, ({ tokenCostMicroSum }) => tokenCostMicroSum / 1e6),
      bottom: columnOf(metered, ({ tokenSum }) => tokenSum / 1e6),
      n: countOf(metered, ({ tokenCount }) => tokenCount),
    },
  }
}

function countOf(outcomes: readonly TaskOutcome[], count: (outcome: TaskOutcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + count(outcome), 0)
}

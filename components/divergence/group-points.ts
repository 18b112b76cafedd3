import type { DivergencePoint, Divergences } from "@/lib/contracts/divergences"
import type { PairOutcome } from "@/lib/domain/divergence-tally"

export interface ToolPoints {
  /** Null for words. */
  tool: string | null
  count: number
  /** Most frequent first, each with its count under the outcome asked for. */
  points: (DivergencePoint & { shown: number })[]
}

/** The tools at which two runs part, most frequent first: over all pairs, or those of one outcome. */
export function groupPoints(
  { points }: Pick<Divergences, "points">,
  outcome: PairOutcome | null,
): ToolPoints[] {
  const counted = points
    .map((point) => ({ ...point, shown: outcome === null ? point.count : point.outcomes[outcome] }))
    .filter(({ shown }) => shown > 0)
    .sort((left, right) => right.shown - left.shown)
  return [...Map.groupBy(counted, ({ tool }) => tool)]
    .map(([tool, its]) => ({ tool, count: its.reduce((sum, { shown }) => sum + shown, 0), points: its }))
    .sort((left, right) => right.count - left.count)
}

import { COST_KINDS, type CostKind } from "@/lib/domain/episode"
import type { Cost } from "@/lib/domain/pricing/cost"

/** `coverage` is the share (0..1) of costs that are known, null without any; `totalMicro` sums the known ones only. */
export interface CombinedCost {
  totalMicro: number | null
  known: number
  count: number
  coverage: number | null
  kinds: Partial<Record<CostKind, number>>
}

/** Adds up costs without ever counting an unknown one as zero: nothing known, no total. */
export function combineCosts(costs: Iterable<Cost>): CombinedCost {
  const kinds: Partial<Record<CostKind, number>> = {}
  let totalMicro = 0
  let known = 0
  let count = 0
  for (const { costMicro, kind } of costs) {
    count += 1
    if (costMicro === null) continue
    known += 1
    totalMicro += costMicro
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  return {
    totalMicro: known === 0 ? null : totalMicro,
    known,
    count,
    coverage: count === 0 ? null : known / count,
    kinds,
  }
}

/** The kind that a total must be called by: the least certain one in it (notional, then estimated, computed, reported). */
export function weakestCostKind(kinds: Partial<Record<CostKind, number>>): CostKind | null {
  return COST_KINDS.findLast((kind) => (kinds[kind] ?? 0) > 0) ?? null
}

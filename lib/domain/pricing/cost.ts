import type { CostKind } from "@/lib/domain/episode"
import type { Price } from "@/lib/domain/pricing/price"
import type { Usage } from "@/lib/domain/pricing/usage"

/** A cost in whole micro-USD and how it is known; both null when it is not. */
export type Cost = { costMicro: number; kind: CostKind } | { costMicro: null; kind: null }

export const UNKNOWN_COST: Cost = { costMicro: null, kind: null }

/**
 * Usage x price in whole micro-USD (one token at 1 USD per million is one micro-USD); null when input or output tokens are
 * unknown or senseless. A provider that claims more cached than input tokens is billed for its input.
 */
export function computeCostMicro(usage: Usage, price: Price): number | null {
  const { inputTokens, outputTokens } = usage
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null
  const cached = Math.min(inputTokens, isCount(usage.cachedTokens) ? usage.cachedTokens : 0)
  const cachedPrice = price.cachedUsdPerMTok ?? price.inputUsdPerMTok
  const micro =
    (inputTokens - cached) * price.inputUsdPerMTok +
    cached * cachedPrice +
    outputTokens * price.outputUsdPerMTok
  return Number.isFinite(micro) ? Math.round(micro) : null
}

export interface CostSources {
  /** What the source says it was billed. */
  reportedMicro: number | null
  usage: Usage | null
  /** Prefix sums, for a trajectory without usage. */
  estimatedUsage: Usage | null
  price: Price | null
}

/** The best-known cost: reported, else usage x price, else prefix sums x price; a notional price makes it notional. */
export function resolveCost({ reportedMicro, usage, estimatedUsage, price }: CostSources): Cost {
  if (reportedMicro !== null) return { costMicro: reportedMicro, kind: "reported" }
  if (price === null) return UNKNOWN_COST
  const computed = usage && computeCostMicro(usage, price)
  if (computed !== null) return { costMicro: computed, kind: price.notional ? "notional" : "computed" }
  const estimated = estimatedUsage && computeCostMicro(estimatedUsage, price)
  if (estimated !== null) return { costMicro: estimated, kind: price.notional ? "notional" : "estimated" }
  return UNKNOWN_COST
}

function isCount(tokens: number | null): tokens is number {
  return tokens !== null && Number.isFinite(tokens) && tokens >= 0
}

import { computeCostMicro } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"
import type { Usage } from "@/lib/domain/pricing/usage"

/** Tokens of some episodes. `recorded` and `estimated` count the episodes behind the sums, `unknown` those that have none. */
export interface TokenTotals {
  recorded: number
  estimated: number
  unknown: number
  inputTokens: number
  /** Among the input tokens. */
  cachedTokens: number
  outputTokens: number
}

export const NO_TOKENS: TokenTotals = {
  recorded: 0,
  estimated: 0,
  unknown: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
}

export function addTokenTotals(left: TokenTotals, right: TokenTotals): TokenTotals {
  return {
    recorded: left.recorded + right.recorded,
    estimated: left.estimated + right.estimated,
    unknown: left.unknown + right.unknown,
    inputTokens: left.inputTokens + right.inputTokens,
    cachedTokens: left.cachedTokens + right.cachedTokens,
    outputTokens: left.outputTokens + right.outputTokens,
  }
}

/** One episode that recorded no usage: its prefix sums, or null where it has no messages either. */
export function estimatedTotals(usage: Usage | null): TokenTotals {
  if (usage === null) return { ...NO_TOKENS, unknown: 1 }
  const { inputTokens, outputTokens } = usage
  return { ...NO_TOKENS, estimated: 1, inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 }
}

/** Micro-USD of some tokens at a price, by what they were; null without an episode that has tokens. */
export interface WhatIfCost {
  totalMicro: number
  /** Input that was not cached. */
  inputMicro: number
  cachedMicro: number
  outputMicro: number
}

/** What the tokens would have cost at a price. Episodes without tokens are left out, never counted as free. */
export function priceTokensAs(totals: TokenTotals, price: Price): WhatIfCost | null {
  if (totals.recorded + totals.estimated === 0) return null
  const { inputTokens, cachedTokens, outputTokens } = totals
  const micro = (usage: Partial<Usage>) =>
    computeCostMicro({ inputTokens: 0, cachedTokens: 0, outputTokens: 0, ...usage }, price) ?? 0
  const inputMicro = micro({ inputTokens: inputTokens - cachedTokens })
  const cachedMicro = micro({ inputTokens: cachedTokens, cachedTokens })
  const outputMicro = micro({ outputTokens })
  return { totalMicro: inputMicro + cachedMicro + outputMicro, inputMicro, cachedMicro, outputMicro }
}

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { combineCosts, weakestCostKind } from "@/lib/domain/pricing/combined-cost"
import { type Cost, computeCostMicro, resolveCost, UNKNOWN_COST } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"

const price: Price = {
  inputUsdPerMTok: 2,
  cachedUsdPerMTok: 0.5,
  outputUsdPerMTok: 8,
  source: "price list",
  sourceDate: "2026-01-01",
  notional: false,
}
const usage = { inputTokens: 1000, cachedTokens: 400, outputTokens: 50 }
const nothing = { reportedMicro: null, usage: null, estimatedUsage: null, price }

describe("computeCostMicro", () => {
  it("bills cached input at its own price: 600 x 2 + 400 x 0.5 + 50 x 8 = 1800", () => {
    expect(computeCostMicro(usage, price)).toBe(1800)
  })

  it("bills cached input as input where no cached price or count is known", () => {
    expect(computeCostMicro(usage, { ...price, cachedUsdPerMTok: null })).toBe(2400)
    expect(computeCostMicro({ ...usage, cachedTokens: null }, price)).toBe(2400)
  })

  it("does not let a lying provider go below the cached price of all its input", () => {
    expect(computeCostMicro({ ...usage, cachedTokens: 5000 }, price)).toBe(900)
  })

  it("is unknown where usage is unknown or senseless", () => {
    expect(computeCostMicro({ ...usage, outputTokens: null }, price)).toBeNull()
    expect(computeCostMicro({ ...usage, inputTokens: -1 }, price)).toBeNull()
    expect(computeCostMicro({ ...usage, inputTokens: Number.NaN }, price)).toBeNull()
  })

  it("is a whole number that never falls when tokens are added", () => {
    const tokens = fc.nat(1_000_000)
    fc.assert(
      fc.property(tokens, tokens, tokens, tokens, (inputTokens, cachedTokens, outputTokens, more) => {
        const cost = computeCostMicro({ inputTokens, cachedTokens, outputTokens }, price) as number
        expect(Number.isInteger(cost)).toBe(true)
        const larger = { inputTokens: inputTokens + more, cachedTokens, outputTokens: outputTokens + more }
        expect(computeCostMicro(larger, price)).toBeGreaterThanOrEqual(cost)
      }),
    )
  })
})

describe("resolveCost", () => {
  it("prefers the bill, then usage, then prefix sums", () => {
    const all = { reportedMicro: 7, usage, estimatedUsage: usage, price }
    expect(resolveCost(all)).toEqual({ costMicro: 7, kind: "reported" })
    expect(resolveCost({ ...all, reportedMicro: null })).toEqual({ costMicro: 1800, kind: "computed" })
    expect(resolveCost({ ...nothing, estimatedUsage: usage })).toEqual({ costMicro: 1800, kind: "estimated" })
  })

  it("falls back to prefix sums where usage is incomplete", () => {
    const cost = resolveCost({ ...nothing, usage: { ...usage, inputTokens: null }, estimatedUsage: usage })
    expect(cost.kind).toBe("estimated")
  })

  it("calls everything made from a notional price notional, and nothing without a price", () => {
    const notional = { ...price, notional: true }
    expect(resolveCost({ ...nothing, usage, price: notional }).kind).toBe("notional")
    expect(resolveCost({ ...nothing, estimatedUsage: usage, price: notional }).kind).toBe("notional")
    expect(resolveCost({ ...nothing, usage, price: null })).toEqual(UNKNOWN_COST)
    expect(resolveCost(nothing)).toEqual(UNKNOWN_COST)
  })
})

describe("combineCosts", () => {
  it("sums what is known and says how much that covers", () => {
    const costs: Cost[] = [
      { costMicro: 5, kind: "reported" },
      UNKNOWN_COST,
      { costMicro: 0, kind: "estimated" },
      { costMicro: 3, kind: "estimated" },
    ]
    const combined = combineCosts(costs)
    expect(combined).toEqual({
      totalMicro: 8,
      known: 3,
      count: 4,
      coverage: 0.75,
      kinds: { reported: 1, estimated: 2 },
    })
    expect(weakestCostKind(combined.kinds)).toBe("estimated")
  })

  it("has no total where nothing is known, never zero", () => {
    expect(combineCosts([UNKNOWN_COST])).toMatchObject({ totalMicro: null, coverage: 0 })
    expect(combineCosts([])).toMatchObject({ totalMicro: null, coverage: null })
    expect(weakestCostKind({})).toBeNull()
  })
})

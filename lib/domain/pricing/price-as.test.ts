import fc from "fast-check"
import { expect, it } from "vitest"
import { computeCostMicro } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"
import { addTokenTotals, estimatedTotals, NO_TOKENS, priceTokensAs } from "@/lib/domain/pricing/price-as"

const price: Price = {
  inputUsdPerMTok: 2,
  cachedUsdPerMTok: 0.5,
  outputUsdPerMTok: 8,
  source: "price list",
  sourceDate: "2026-01-01",
  notional: false,
}

it("breaks the cost down: 600 x 2 for input, 400 x 0.5 for cached input, 50 x 8 for output", () => {
  const totals = { ...NO_TOKENS, recorded: 1, inputTokens: 1000, cachedTokens: 400, outputTokens: 50 }
  expect(priceTokensAs(totals, price)).toEqual({
    totalMicro: 1800,
    inputMicro: 1200,
    cachedMicro: 200,
    outputMicro: 400,
  })
})

it("bills cached input as input where the price has none of its own", () => {
  const totals = { ...NO_TOKENS, recorded: 1, inputTokens: 1000, cachedTokens: 400, outputTokens: 0 }
  expect(priceTokensAs(totals, { ...price, cachedUsdPerMTok: null })?.totalMicro).toBe(2000)
})

it("has no cost where no episode has tokens, never zero", () => {
  expect(priceTokensAs(NO_TOKENS, price)).toBeNull()
  expect(priceTokensAs(estimatedTotals(null), price)).toBeNull()
})

it("counts an episode by how its tokens are known", () => {
  const usage = { inputTokens: 7, cachedTokens: null, outputTokens: 3 }
  const totals = addTokenTotals(estimatedTotals(usage), estimatedTotals(null))
  expect(totals).toEqual({ ...NO_TOKENS, estimated: 1, unknown: 1, inputTokens: 7, outputTokens: 3 })
})

const episode = fc
  .record({
    inputTokens: fc.nat(200_000),
    cachedShare: fc.integer({ min: 0, max: 100 }),
    outputTokens: fc.nat(5000),
  })
  .map(({ inputTokens, cachedShare, outputTokens }) => ({
    inputTokens,
    cachedTokens: Math.floor((inputTokens * cachedShare) / 100),
    outputTokens,
  }))
const usd = fc.double({ min: 0, max: 200, noNaN: true })

it("prices a sum as the sum of its episodes, but for the rounding of each", () => {
  fc.assert(
    fc.property(
      fc.array(episode, { minLength: 1, maxLength: 30 }),
      usd,
      usd,
      usd,
      (episodes, input, cached, output) => {
        const any = { ...price, inputUsdPerMTok: input, cachedUsdPerMTok: cached, outputUsdPerMTok: output }
        const totals = episodes
          .map((usage) => ({ ...NO_TOKENS, recorded: 1, ...usage }))
          .reduce(addTokenTotals)
        const apart = episodes.reduce((sum, usage) => sum + (computeCostMicro(usage, any) as number), 0)
        const cost = priceTokensAs(totals, any)
        expect(Math.abs((cost?.totalMicro as number) - apart)).toBeLessThanOrEqual(episodes.length / 2 + 2)
      },
    ),
  )
})

it("scales with the price and never falls when tokens are added", () => {
  fc.assert(
    fc.property(episode, episode, (one, other) => {
      const first = { ...NO_TOKENS, recorded: 1, ...one }
      const both = addTokenTotals(first, { ...NO_TOKENS, recorded: 1, ...other })
      const doubled = { ...price, inputUsdPerMTok: 4, cachedUsdPerMTok: 1, outputUsdPerMTok: 16 }
      const cost = priceTokensAs(first, price)?.totalMicro as number
      expect(priceTokensAs(both, price)?.totalMicro).toBeGreaterThanOrEqual(cost)
      expect(Math.abs((priceTokensAs(first, doubled)?.totalMicro as number) - 2 * cost)).toBeLessThanOrEqual(
        3,
      )
    }),
  )
})

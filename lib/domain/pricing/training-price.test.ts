import fc from "fast-check"
import { expect, it } from "vitest"
import { TRAINING_PRICE_IDS, TRAINING_PRICES, trainingCostUsd } from "@/lib/domain/pricing/training-price"

it("bills tokens times epochs: two million tokens, three epochs at $0.50 are $3", () => {
  expect(trainingCostUsd(2_000_000, { lowUsdPerMTok: 0.5, highUsdPerMTok: 0.5 })).toEqual({ low: 3, high: 3 })
})

it("keeps the range of a provider that names one", () => {
  const { low, high } = trainingCostUsd(1_000_000, { lowUsdPerMTok: 0.48, highUsdPerMTok: 1.35 }, 1)
  expect([low, high]).toEqual([0.48, 1.35])
})

it("grows in proportion to tokens and to epochs", () => {
  const counts = fc.integer({ min: 0, max: 1e9 })
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(...TRAINING_PRICES),
      (n, k, price) => {
        const once = trainingCostUsd(n, price, 1)
        const often = trainingCostUsd(n, price, k)
        expect(often.high).toBeCloseTo(once.high * k, 6)
        expect(often.low).toBeLessThanOrEqual(often.high)
      },
    ),
  )
})

it("names every price once, with a source and its date", () => {
  expect(new Set(TRAINING_PRICE_IDS).size).toBe(TRAINING_PRICES.length)
  for (const { source, sourceDate } of TRAINING_PRICES) {
    expect(source).not.toBe("")
    expect(sourceDate).toMatch(/^\d{4}-\d\d-\d\d$/)
  }
})

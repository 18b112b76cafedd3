import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { summarizeWeights } from "@/lib/domain/curation/weight-summary"

const summarize = (weights: number[]) => summarizeWeights(Float64Array.from(weights))
const anyWeights = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 })

describe("the summary of weights", () => {
  it("counts effective episodes after Kish", () => {
    // (1 + 2 + 3)^2 / (1 + 4 + 9) = 36 / 14
    expect(summarize([1, 2, 3])).toMatchObject({
      count: 3,
      effectiveSampleSize: 36 / 14,
      topPercentShare: 0.5,
      largest: 1.5,
    })
  })

  it("calls equal weights good, few effective ones low, and fewer than a tenth collapsed", () => {
    expect(summarize(Array(50).fill(0.3))).toMatchObject({
      effectiveSampleSize: expect.closeTo(50, 9),
      health: "good",
    })
    expect(summarize([...Array(4).fill(1), ...Array(6).fill(0)])).toMatchObject({
      effectiveSampleSize: 4,
      zeros: 6,
      health: "low",
    })
    expect(summarize([1, ...Array(19).fill(0)])).toMatchObject({
      effectiveSampleSize: 1,
      health: "collapsed",
    })
  })

  it("calls weights collapsed when the heaviest 1 % hold more than a fifth", () => {
    const weights = [...Array(2).fill(30), ...Array(198).fill(1)]
    const { topPercentShare, health } = summarize(weights)
    expect(topPercentShare).toBeCloseTo(60 / 258, 12)
    expect(health).toBe("collapsed")
  })

  it("counts weights by what they are times the mean", () => {
    expect(summarize([0, 0.1, 0.5, 1, 1, 1.4, 3]).histogram).toEqual([1, 1, 1, 2, 1, 1, 0, 0])
    expect(summarize([]).histogram).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  it("stays between 1 and the number of weights, whatever their unit", () => {
    fc.assert(
      fc.property(anyWeights, fc.double({ min: 0.01, max: 100, noNaN: true }), (weights, unit) => {
        const { effectiveSampleSize, topPercentShare, histogram } = summarize(weights)
        expect(effectiveSampleSize).toBeGreaterThanOrEqual(1 - 1e-9)
        expect(effectiveSampleSize).toBeLessThanOrEqual(weights.length * (1 + 1e-9))
        expect(topPercentShare).toBeLessThanOrEqual(1 + 1e-9)
        expect(histogram.reduce((sum, bin) => sum + bin, 0)).toBe(weights.length)
        const scaled = summarize(weights.map((weight) => weight * unit))
        expect(scaled.effectiveSampleSize).toBeCloseTo(effectiveSampleSize, 6)
      }),
    )
  })
})

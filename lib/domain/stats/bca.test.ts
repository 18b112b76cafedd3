import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bcaEnds, bcaInterval } from "@/lib/domain/stats/bca"
import { acceleration, jackknife } from "@/lib/domain/stats/jackknife"

// B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), table 14.1: spatial test data, A; the plug-in
// variance is 171.5, its acceleration 0.061 (section 14.3), its 90 % BCa interval (115.8, 259.6) (table 14.2).
const spatial = [
  48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
]
const columns = [
  Float64Array.from(spatial, (value) => value * value),
  Float64Array.from(spatial),
  new Float64Array(spatial.length).fill(1),
]
const variance = ([squares, sum, n]: Float64Array) =>
  (squares as number) / (n as number) - ((sum as number) / (n as number)) ** 2

const ratio = (sums: Float64Array) => (sums[1] === 0 ? Infinity : (sums[0] as number) / (sums[1] as number))

describe("BCa", () => {
  it("gives Efron and Tibshirani's acceleration and nearly their interval for the spatial data", () => {
    expect(acceleration(jackknife(columns, variance))).toBeCloseTo(0.061, 3)
    const { low, high, method } = bcaInterval(columns, variance, { level: 0.9, resamples: 4000 })
    expect(method).toBe("BCa bootstrap over tasks")
    expect(Math.abs((low as number) - 115.8)).toBeLessThan(4)
    expect(Math.abs((high as number) - 259.6)).toBeLessThan(6)
  })

  it("is a point where all tasks are alike, and nothing below two", () => {
    const alike = [new Float64Array(9).fill(3), new Float64Array(9).fill(2)]
    expect(bcaInterval(alike, ratio)).toMatchObject({ low: 1.5, high: 1.5 })
    expect(bcaInterval([Float64Array.of(1), Float64Array.of(1)], ratio)).toMatchObject({
      low: null,
      high: null,
    })
  })

  it("falls back to the percentiles, and says so, where one task makes the statistic infinite", () => {
    const one = [Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 0, 0, 1)]
    expect(bcaInterval(one, ratio)).toMatchObject({ method: "percentile bootstrap over tasks", high: null })
  })

  it("is the percentile interval where there is neither bias nor acceleration", () => {
    const symmetric = Float64Array.from({ length: 2001 }, (_, index) => index - 1000)
    const { low, high } = bcaEnds(0, symmetric, Float64Array.of(-1, 0, 1))
    expect([low, high]).toEqual([expect.closeTo(-950, 6), expect.closeTo(950, 6)])
  })

  it("scales with its unit", () => {
    const costs = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(costs, (data) => {
        const ones = new Float64Array(data.length).fill(1)
        const at = (factor: number) =>
          bcaInterval([Float64Array.from(data, (value) => value * factor), ones], ratio, { resamples: 200 })
        expect(at(8).low as number).toBeCloseTo(8 * (at(1).low as number), 6)
        expect(at(8).high as number).toBeCloseTo(8 * (at(1).high as number), 6)
      }),
      { numRuns: 50 },
    )
  })
})

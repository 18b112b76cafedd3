import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { binomialCdf } from "@/lib/domain/stats/binomial"
import {
  addUnit,
  effectiveSize,
  emptyGroup,
  kishSize,
  mergeGroups,
  proportionBelowPValue,
  type WeightedGroup,
  weightedProportion,
} from "@/lib/domain/stats/weighted-proportion"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

function group(propensities: readonly number[]): WeightedGroup {
  const sums = emptyGroup()
  for (const propensity of propensities) addUnit(sums, 1 / propensity, (1 - propensity) / propensity ** 2)
  return sums
}

function plain(count: number): WeightedGroup {
  const sums = emptyGroup()
  for (let unit = 0; unit < count; unit++) addUnit(sums, 1, 1)
  return sums
}

const propensities = fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { maxLength: 60 })

describe("weightedProportion", () => {
  it.each([
    [84, 116],
    [0, 10],
    [10, 0],
    [1, 0],
  ])("is the Wilson interval where %d hits and %d misses weigh alike", (hits, misses) => {
    const { value, low, high, n } = weightedProportion(plain(hits), plain(misses))
    const wilson = wilsonInterval(hits, hits + misses)
    expect(value).toBeCloseTo(wilson.value as number, 12)
    expect(low).toBeCloseTo(wilson.low as number, 12)
    expect(high).toBeCloseTo(wilson.high as number, 12)
    expect(n).toBe(hits + misses)
  })

  it("weighs by the inverse of the propensity, by hand", () => {
    // Two hits drawn with 1/2 stand for 4, one miss drawn with 1/4 for 4: a half. Variance of the linearised ratio:
    // (2 * 2 + 1 * 12) * (1/2)^2 / 8^2 = 1/16, so design effect 3 * (1/16) / (1/4) = 3/4. By the weights alone it is
    // 3 * sqrt(24 * 16) / 64. One of the rarer outcome stands against twenty trusted.
    const hits = group([0.5, 0.5])
    const misses = group([0.25])
    expect(weightedProportion(hits, misses).value).toBe(0.5)
    expect(kishSize(mergeGroups(hits, misses))).toBeCloseTo(8 / 3, 12)
    const effect = (0.75 + 20 * ((3 * Math.sqrt(384)) / 64)) / 21
    expect(effectiveSize(hits, misses)).toBeCloseTo(3 / effect, 12)
  })

  it("knows the proportion where every unit was certain to be drawn", () => {
    const counted = weightedProportion(group([1, 1, 1]), group([1]))
    expect(counted).toMatchObject({ value: 0.75, low: 0.75, high: 0.75, n: 4 })
    expect(proportionBelowPValue(group([1, 1, 1]), group([1]), 0.75)).toBe(0)
    expect(proportionBelowPValue(group([1, 1, 1]), group([1]), 0.76)).toBe(1)
  })

  it("says nothing without units", () => {
    const nothing = weightedProportion(emptyGroup(), emptyGroup())
    expect(nothing).toMatchObject({ value: null, low: null, high: null, n: 0 })
    expect(proportionBelowPValue(emptyGroup(), emptyGroup(), 0.5)).toBe(1)
  })

  it("holds the rate within 0..1, mirrors misses, and does not ask for the unit of weights", () => {
    fc.assert(
      fc.property(propensities, propensities, (hits, misses) => {
        fc.pre(hits.length + misses.length > 0)
        const [one, other] = [group(hits), group(misses)]
        const { value, low, high } = weightedProportion(one, other)
        expect(0 <= (low as number) && (low as number) <= (value as number) + 1e-12).toBe(true)
        expect((value as number) - 1e-12 <= (high as number) && (high as number) <= 1).toBe(true)
        const mirrored = weightedProportion(other, one)
        expect(mirrored.low).toBeCloseTo(1 - (high as number), 9)
        const scaled = ({ n, weight, squares, open }: WeightedGroup) => ({
          n,
          weight: 7 * weight,
          squares: 49 * squares,
          open: 49 * open,
        })
        expect(weightedProportion(scaled(one), scaled(other)).low).toBeCloseTo(low as number, 9)
      }),
    )
  })
})

describe("proportionBelowPValue", () => {
  it("is the exact binomial tail where units weigh alike", () => {
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.nat(80),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (hits, misses, bound) => {
          fc.pre(hits > 0)
          const exact = 1 - binomialCdf(hits - 1, hits + misses, bound)
          expect(proportionBelowPValue(plain(hits), plain(misses), bound)).toBeCloseTo(exact, 9)
        },
      ),
    )
  })

  it("needs 29 good of 29 for nine in ten with 95 %", () => {
    expect(proportionBelowPValue(plain(28), plain(0), 0.9)).toBeGreaterThan(0.05)
    expect(proportionBelowPValue(plain(29), plain(0), 0.9)).toBeLessThan(0.05)
  })
})

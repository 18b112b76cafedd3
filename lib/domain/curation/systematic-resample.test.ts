import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { systematicCounts, systematicResample } from "@/lib/domain/curation/systematic-resample"

const anyWeights = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.double({ min: 0.01, max: 20, noNaN: true }) }, fc.constant(0)), {
    minLength: 1,
    maxLength: 60,
  })
  .filter((weights) => weights.some((weight) => weight > 0))

function expectations(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (weight * weights.length) / total)
}

describe("systematic resampling", () => {
  it("draws by hand what the sums say", () => {
    // Sums 1, 1, 4, 8; places 0.5 x 2 = 1, 3, 5, 7.
    expect([...systematicResample([1, 0, 3, 4], 4, 0.5)]).toEqual([2, 2, 3, 3])
    expect([...systematicResample([1, 0, 3, 4], 4, 0.2)]).toEqual([0, 2, 3, 3])
  })

  it("keeps equal rows once each, wherever it starts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (count, offset) => {
          expect([...systematicCounts(Array(count).fill(1), offset)]).toEqual(Array(count).fill(1))
        },
      ),
    )
  })

  it("keeps the number of rows, and each within one of its expectation", () => {
    fc.assert(
      fc.property(anyWeights, fc.double({ min: 0, max: 0.999, noNaN: true }), (weights, offset) => {
        const counts = systematicCounts(weights, offset)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(weights.length)
        expectations(weights).forEach((expected, row) => {
          expect(Math.abs(counts[row]! - expected)).toBeLessThan(1 + 1e-9)
          if (weights[row] === 0) expect(counts[row]).toBe(0)
        })
      }),
    )
  })

  it("draws every row as often as its weight says, on average over all offsets", () => {
    // Over a grid of m offsets the mean count differs from n w / sum w by at most 1 / m.
    const offsets = Array.from({ length: 400 }, (_, index) => (index + 0.5) / 400)
    fc.assert(
      fc.property(anyWeights, (weights) => {
        const means = new Float64Array(weights.length)
        for (const offset of offsets) {
          systematicCounts(weights, offset).forEach((count, row) => {
            means[row] = means[row]! + count / offsets.length
          })
        }
        expectations(weights).forEach((expected, row) => {
          expect(Math.abs(means[row]! - expected)).toBeLessThan(1 / offsets.length + 1e-9)
        })
      }),
    )
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ecdf } from "@/lib/domain/stats/ecdf"
import { addLatency, type LogHistogram } from "@/lib/domain/stats/log-histogram"

const histogramOf = (values: readonly number[]) =>
  values.reduce<LogHistogram>((histogram, value) => addLatency(histogram, value), [])

describe("ecdf", () => {
  it("is empty without values", () => expect(ecdf([])).toEqual([]))

  it("steps at each of 100, 200, 200 and 400 ms, edges within 2 %", () => {
    const points = ecdf(histogramOf([100, 200, 200, 400]))
    expect(points.map(({ share }) => share)).toEqual([0, 0.25, 0.75, 1])
    for (const [at, value] of [100, 200, 400].entries()) {
      const edge = points[at + 1]?.value ?? 0
      expect(edge).toBeGreaterThan(value)
      expect(edge).toBeLessThanOrEqual(value * 1.02)
    }
  })

  it("says exactly which share lies at or below each of its values, ends at 1, and never falls", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const points = ecdf(histogramOf(values))
          expect(points.at(-1)?.share).toBe(1)
          for (const [at, { value, share }] of points.entries()) {
            const below = values.filter(
              (one) => one < value * (1 + 1e-12) && (one === 0 || one < value),
            ).length
            expect(share).toBeCloseTo(
              value === 0 ? values.filter((one) => one === 0).length / values.length : below / values.length,
              9,
            )
            expect(share).toBeGreaterThanOrEqual(points[at - 1]?.share ?? 0)
          }
        },
      ),
    )
  })
})

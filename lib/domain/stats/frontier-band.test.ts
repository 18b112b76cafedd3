import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { frontierBand } from "@/lib/domain/stats/frontier-band"
import type { ParetoPoint } from "@/lib/domain/stats/pareto"

const exact = (id: string, cost: number, quality: number): ParetoPoint => ({
  id,
  cost: { value: cost, low: cost, high: cost },
  quality: { value: quality, low: quality, high: quality },
})

const anyPoint = fc
  .tuple(
    fc.uuid(),
    fc.double({ min: 1e-3, max: 1, noNaN: true }),
    fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    fc.double({ min: 0, max: 0.1, noNaN: true }),
  )
  .map(([id, cost, quality, half]) => ({
    id,
    cost: { value: cost, low: cost * 0.9, high: cost * 1.1 },
    quality: { value: quality, low: quality - half, high: quality + half },
  }))

const points = fc.uniqueArray(anyPoint, { minLength: 2, maxLength: 8, selector: ({ id }) => id })

describe("frontierBand", () => {
  it("is the frontier itself where nothing is uncertain", () => {
    const { stops, probability } = frontierBand(
      [exact("a", 0.01, 0.5), exact("b", 0.1, 0.8), exact("c", 0.1, 0.7)],
      {
        draws: 20,
        stops: 3,
      },
    )
    expect([...probability]).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 0],
    ])
    expect(stops.map(({ low, high }) => [low, high])).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
      [0.8, 0.8],
    ])
  })

  it("has the quantiles of a single point's normal: 0.6 (0.5 - 0.7)", () => {
    const one = { ...exact("one", 0.01, 0.6), quality: { value: 0.6, low: 0.5, high: 0.7 } }
    const { stops } = frontierBand([one], { draws: 20_000 })
    expect(stops.at(-1)?.low).toBeCloseTo(0.5, 2)
    expect(stops.at(-1)?.high).toBeCloseTo(0.7, 2)
  })

  it("gives two equal points of one price the same chance", () => {
    const twin = (id: string) => ({ ...exact(id, 0.01, 0.6), quality: { value: 0.6, low: 0.5, high: 0.7 } })
    const { probability } = frontierBand([twin("a"), twin("b")], { draws: 4000 })
    expect(probability.get("a")).toBeCloseTo(0.5, 1)
  })

  it("rises with cost, stays in range, and gives every draw at least one point", () => {
    fc.assert(
      fc.property(points, (all) => {
        const { stops, probability } = frontierBand(all, { draws: 50, stops: 12, range: [0, 1] })
        for (const [at, stop] of stops.entries()) {
          expect(stop.low).toBeLessThanOrEqual(stop.high)
          expect(stop.high).toBeLessThanOrEqual(1)
          expect(stop.low).toBeGreaterThanOrEqual(stops[at - 1]?.low ?? Number.NEGATIVE_INFINITY)
        }
        const sum = [...probability.values()].reduce((total, share) => total + share, 0)
        expect(sum).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 50 },
    )
  })
})

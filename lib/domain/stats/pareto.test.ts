import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { findDominated, type ParetoPoint, paretoFrontier, provenBetter } from "@/lib/domain/stats/pareto"

function point(id: string, cost: [number, number, number], quality: [number, number, number]): ParetoPoint {
  const spread = ([low, value, high]: [number, number, number]) => ({ low, value, high })
  return { id, cost: spread(cost), quality: spread(quality) }
}

const spreadOf = (value: fc.Arbitrary<number>, down: fc.Arbitrary<number>, up: fc.Arbitrary<number>) =>
  fc.tuple(value, down, up)

const anyPoint = fc
  .record({
    id: fc.uuid(),
    cost: spreadOf(
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
    ),
    quality: spreadOf(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
  })
  .map(({ id, cost: [cost, cheaper, dearer], quality: [quality, down, up] }) => ({
    id,
    cost: { value: cost, low: cost * (1 - cheaper), high: cost * (1 + dearer) },
    quality: { value: quality, low: quality * (1 - down), high: quality + (1 - quality) * up },
  }))

const points = fc.uniqueArray(anyPoint, { minLength: 1, maxLength: 12, selector: ({ id }) => id })

const measured = point("measured", [0.0095, 0.01, 0.0105], [0.78, 0.8, 0.82])
const lucky = point("lucky", [0.004, 0.005, 0.006], [0.44, 1, 1])

describe("provenBetter", () => {
  it("needs both axes to be beyond doubt", () => {
    const cheap = point("cheap", [0.0009, 0.001, 0.0011], [0.86, 0.9, 0.94])
    expect(provenBetter(cheap, measured)).toBe(true)
    expect(provenBetter({ ...cheap, cost: { value: 0.001, low: 0.0001, high: 0.02 } }, measured)).toBe(false)
    expect(provenBetter(lucky, measured)).toBe(false)
  })

  it("is MOVER: 0.90 (0.85 - 0.95) over 0.80 (0.76 - 0.84) leaves 0.10 - hypot(0.05, 0.04) = 0.036 above zero", () => {
    const other = point("other", [1, 1, 1], [0.76, 0.8, 0.84])
    expect(provenBetter(point("a", [0.5, 0.5, 0.5], [0.85, 0.9, 0.95]), other)).toBe(true)
    expect(provenBetter(point("a", [0.5, 0.5, 0.5], [0.8, 0.86, 0.95]), other)).toBe(false)
  })

  it("proves nothing without an interval", () => {
    const single = {
      ...point("one", [0.001, 0.001, 0.001], [1, 1, 1]),
      quality: { value: 1, low: null, high: null },
    }
    expect(provenBetter(single, measured)).toBe(false)
    expect(paretoFrontier([single, measured]).map(({ id }) => id)).toEqual(["measured"])
    expect(paretoFrontier([single]).map(({ id }) => id)).toEqual(["one"])
  })

  it("never holds both ways, nor where an interval reaches the other's own estimate", () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, (a, b) => {
        expect(provenBetter(a, b) && provenBetter(b, a)).toBe(false)
        const reaches = a.quality.low <= b.quality.value || a.cost.high >= b.cost.value
        if (reaches) expect(provenBetter(a, b)).toBe(false)
      }),
    )
  })
})

describe("findDominated", () => {
  it("lets no crowd of noisy points evict a measured one", () => {
    const crowd = Array.from({ length: 50 }, (_, index) => ({ ...lucky, id: `lucky ${index}` }))
    expect(findDominated([measured, ...crowd]).has("measured")).toBe(false)
  })

  it("always leaves somebody", () => {
    fc.assert(fc.property(points, (all) => findDominated(all).size < all.length))
  })
})

describe("paretoFrontier", () => {
  it("keeps to the measured point and draws the lucky one no higher", () => {
    expect(paretoFrontier([measured, lucky])).toEqual([
      { id: "lucky", cost: 0.005, quality: 0.8 },
      { id: "measured", cost: 0.01, quality: 0.8 },
    ])
  })

  it("rises with cost, and does not depend on the order of the points", () => {
    fc.assert(
      fc.property(points, (all) => {
        const steps = paretoFrontier(all)
        expect(steps.length).toBeGreaterThan(0)
        for (const [index, step] of steps.entries()) {
          const before = steps[index - 1]
          if (before) expect(step.cost).toBeGreaterThanOrEqual(before.cost)
          if (before) expect(step.quality).toBeGreaterThanOrEqual(before.quality)
        }
        expect(paretoFrontier(all.toReversed())).toEqual(steps)
      }),
    )
  })

  it("does not move from a step on when a point with a lower floor comes in", () => {
    fc.assert(
      fc.property(points, anyPoint, fc.nat(), (all, noisy, at) => {
        const steps = paretoFrontier(all)
        const kept = steps[at % steps.length]
        const owner = all.find(({ id }) => id === kept?.id)
        fc.pre(kept !== undefined && owner !== undefined && noisy.quality.low < owner.quality.low)
        fc.pre(all.every(({ id }) => id !== noisy.id))
        const after = paretoFrontier([...all, noisy])
        expect(after.slice(after.findIndex(({ id }) => id === kept?.id))).toEqual(
          steps.slice(at % steps.length),
        )
      }),
    )
  })
})

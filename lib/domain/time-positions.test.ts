import fc from "fast-check"
import { expect, it } from "vitest"
import { timePositions } from "@/lib/domain/time-positions"

it("is proportional where marks stay apart, and even where they would not", () => {
  expect(timePositions([0, 40, 100])).toEqual({ at: [0, 0.4, 1], proportional: true })
  expect(timePositions([0, 1, 100])).toEqual({ at: [0, 0.5, 1], proportional: false })
  expect(timePositions([5])).toEqual({ at: [0.5], proportional: false })
})

it("keeps the order of times, within 0 and 1", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (times) => {
      const { at } = timePositions(times)
      for (const [i, time] of times.entries()) {
        expect(at[i]).toBeGreaterThanOrEqual(0)
        expect(at[i]).toBeLessThanOrEqual(1)
        for (const [j, other] of times.entries()) if (time < other) expect(at[i]).toBeLessThan(at[j] ?? 0)
      }
    }),
  )
})

import fc from "fast-check"
import { expect, it } from "vitest"
import { muteMost } from "./plane-points"

const point = (id: string, index: number | null, cost = 1, quality = 0.5) => ({
  id,
  name: id,
  index,
  cost: { value: cost, low: null, high: null },
  quality: { value: quality, low: null, high: null },
})

const loudOf = (points: ReturnType<typeof muteMost>) =>
  points.filter(({ muted }) => !muted).map(({ id }) => id)

it("lets all of a few stand out", () => {
  const points = [point("a", 0), point("b", 1), point("base", null)]
  expect(loudOf(muteMost(points, []))).toEqual(["a", "b", "base"])
})

it("prefers who is asked for, then the frontier, and never two of one colour", () => {
  const crowd = Array.from({ length: 12 }, (_, index) => point(`m${index}`, index))
  const cheap = point("cheap", 7, 0.1, 0.9)
  const loud = loudOf(muteMost([...crowd, cheap], ["m6"]))
  expect(loud).toContain("m6")
  expect(loud).toContain("cheap")
  expect(loud).not.toContain("m0")
  expect(loud).not.toContain("m1")
})

it("colours at most six and keeps at most four baselines", () => {
  const some = fc.array(fc.option(fc.nat(20)), { maxLength: 60 })
  fc.assert(
    fc.property(some, (indices) => {
      const points = muteMost(
        indices.map((index, at) => point(String(at), index)),
        [],
      )
      const loud = points.filter(({ muted }) => !muted)
      expect(loud.filter(({ index }) => index !== null).length).toBeLessThanOrEqual(6)
      expect(loud.filter(({ index }) => index === null).length).toBeLessThanOrEqual(4)
    }),
  )
})

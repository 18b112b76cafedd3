import fc from "fast-check"
import { expect, it } from "vitest"
import { boxBetween, formatBox, idsInBox, parseBox } from "./brush"

const point = (id: string, cost: number, quality: number) => ({
  id,
  cost: { value: cost, low: null, high: null },
  quality: { value: quality, low: null, high: null },
})

it("takes in who stands inside, edges included", () => {
  const points = [point("a", 0.01, 0.5), point("b", 0.02, 0.6), point("c", 0.5, 0.55)]
  const box = boxBetween({ cost: 0.02, quality: 0.5 }, { cost: 0.001, quality: 0.9 })
  expect([...idsInBox(points, box)]).toEqual(["a", "b"])
})

it("comes back from the address as it went in, to four digits", () => {
  const end = fc.double({ min: 1e-6, max: 1e4, noNaN: true })
  fc.assert(
    fc.property(end, end, end, end, (a, b, c, d) => {
      const box = boxBetween({ cost: a, quality: c }, { cost: b, quality: d })
      const again = parseBox(formatBox(box))
      expect(again).not.toBeNull()
      expect(formatBox(again!)).toBe(formatBox(box))
    }),
  )
})

it("is null for anything that is no box", () => {
  for (const text of ["", "1~2~3", "1~2~3~x", "1~~3~4", "1~2~3~Infinity"]) expect(parseBox(text)).toBeNull()
})

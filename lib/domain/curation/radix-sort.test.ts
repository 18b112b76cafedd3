import fc from "fast-check"
import { expect, test } from "vitest"
import { sortStably } from "@/lib/domain/curation/radix-sort"

test("sorts like a stable comparison, unknown values last either way", () => {
  const values = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, Number.NaN)))
  fc.assert(
    fc.property(values, fc.boolean(), (list, descending) => {
      const start = Uint32Array.from(list.keys()).reverse()
      const expected = [...start].sort((left, right) => {
        const [a, b] = [list[left] as number, list[right] as number]
        const unknown = Number(Number.isNaN(a)) - Number(Number.isNaN(b))
        if (unknown !== 0 || Number.isNaN(a)) return unknown
        return a === b ? 0 : a < b === descending ? 1 : -1
      })
      expect([...sortStably(start, Float64Array.from(list), descending)]).toEqual(expected)
    }),
  )
})

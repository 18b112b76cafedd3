import fc from "fast-check"
import { expect, it } from "vitest"
import { pageOfColumn } from "@/lib/domain/column-page"

const known = (value: number) => !Number.isNaN(value)

/** The order said a second time, by sorting. */
function sorted(values: readonly number[], kept: readonly boolean[], descending: boolean): number[] {
  const sign = descending ? -1 : 1
  const rows = [...values.keys()].filter((row) => kept[row])
  return rows.sort((a, b) => {
    const [left, right] = [values[a] as number, values[b] as number]
    if (known(left) !== known(right)) return known(left) ? -1 : 1
    return known(left) && left !== right ? sign * (left - right) : sign * (a - b)
  })
}

const anyRows = fc.array(fc.tuple(fc.constantFrom(Number.NaN, -1, 0, 0.5, 2), fc.boolean()), {
  maxLength: 40,
})

it("pages through every kept row once, forwards and backwards, unknown last", () => {
  fc.assert(
    fc.property(anyRows, fc.boolean(), fc.integer({ min: 1, max: 7 }), (pairs, descending, limit) => {
      const values = pairs.map(([value]) => value)
      const kept = pairs.map(([, keep]) => keep)
      const all = sorted(values, kept, descending)
      const read = (from: number | null, backward: boolean) =>
        pageOfColumn(
          values.length,
          (row) => kept[row] as boolean,
          { values, descending },
          {
            from: from === null ? null : { value: values[from] as number, row: from, exists: true },
            backward,
            limit,
          },
        )
      const seen: number[] = []
      for (let from: number | null = null; ; ) {
        const { rows, total } = read(from, false)
        expect(total).toBe(all.length)
        seen.push(...rows)
        from = rows.at(-1) ?? null
        if (rows.length < limit) break
      }
      expect(seen).toEqual(all)
      for (const [index, row] of all.entries()) {
        expect(read(row, true).rows).toEqual(all.slice(Math.max(0, index - limit), index).reverse())
      }
    }),
  )
})

it("goes on from a row that is gone by now", () => {
  const values = [5, 5, 5]
  const read = (descending: boolean) =>
    pageOfColumn(
      3,
      () => true,
      { values, descending },
      {
        from: { value: 5, row: 1, exists: false },
        backward: false,
        limit: 3,
      },
    ).rows
  expect(read(false)).toEqual([1, 2])
  expect(read(true)).toEqual([0])
})

it("takes a number for unknown where the column has no other way to say it", () => {
  const order = { values: Int8Array.of(1, -2, -1), descending: false, unknown: -2 }
  expect(pageOfColumn(3, () => true, order, { from: null, backward: false, limit: 3 }).rows).toEqual([
    2, 0, 1,
  ])
})

import fc from "fast-check"
import { expect, it } from "vitest"
import { pageOfColumn } from "@/lib/domain/column-page"
import { markAll } from "@/lib/domain/row-marks"

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
          Uint8Array.from(kept, Number),
          { values: Float64Array.from(values), descending },
          {
            from: from === null ? null : { value: values[from] as number, row: from, exists: true },
            backward,
            limit,
          },
        )
      const seen: number[] = []
      for (let from: number | null = null; ; ) {
        const rows = read(from, false)
        seen.push(...rows)
        from = rows.at(-1) ?? null
        if (rows.length < limit) break
      }
      expect(seen).toEqual(all)
      for (const [index, row] of all.entries()) {
        expect(read(row, true)).toEqual(all.slice(Math.max(0, index - limit), index).reverse())
      }
    }),
  )
})

it("goes on from a row that is gone by now", () => {
  const values = [5, 5, 5]
  const read = (descending: boolean) =>
    pageOfColumn(
      markAll(3),
      { values: Float64Array.from(values), descending },
      {
        from: { value: 5, row: 1, exists: false },
        backward: false,
        limit: 3,
      },
    )
  expect(read(false)).toEqual([1, 2])
  expect(read(true)).toEqual([0])
})

it("takes a number for unknown where the column has no other way to say it", () => {
  const order = { values: Int8Array.of(1, -2, -1), descending: false, unknown: -2 }
  expect(pageOfColumn(markAll(3), order, { from: null, backward: false, limit: 3 })).toEqual([2, 0, 1])
})

it.each([
  ["rises with the rows", (row: number) => row, true],
  ["falls with the rows", (row: number) => -row, false],
  ["is unknown everywhere", () => Number.NaN, true],
  ["has few values", (row: number) => row % 3, false],
])("finds the same in many blocks, where a column %s", (_, valueAt, descending) => {
  const values = Float64Array.from({ length: 50_000 }, (_, row) => valueAt(row))
  const kept = Array.from(values, (_, row) => row % 7 !== 0)
  const all = sorted([...values], kept, descending)
  const marks = Uint8Array.from(kept, Number)
  const read = (index: number | null, backward: boolean) => {
    const row = index === null ? null : (all[index] as number)
    const from = row === null ? null : { value: values[row] as number, row, exists: true }
    return pageOfColumn(
      marks,
      { values: Float64Array.from(values), descending },
      { from, backward, limit: 50 },
    )
  }
  expect(read(null, false)).toEqual(all.slice(0, 50))
  expect(read(20_000, false)).toEqual(all.slice(20_001, 20_051))
  expect(read(20_000, true)).toEqual(all.slice(19_950, 20_000).reverse())
})

import { expect, it } from "vitest"
import { remember, withTexts } from "@/lib/domain/curation/column-memo"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"

it("lets askers look for texts of their own in the same columns, and shares what follows from those", () => {
  const columns = columnsFromRows([])
  const [one, other] = [withTexts(columns, { one: new Int8Array() }), withTexts(columns, {})]
  expect([Object.keys(columns.texts), Object.keys(one.texts), Object.keys(other.texts)]).toEqual([
    [],
    ["one"],
    [],
  ])
  const made = remember(one, "limit", ["score"], () => Uint8Array.of(1))
  expect(remember(other, "limit", ["score"], () => Uint8Array.of(2))).toBe(made)
})

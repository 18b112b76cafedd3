import fc from "fast-check"
import { types } from "pg"
import { expect, it } from "vitest"
import { parseIntArray } from "@/lib/db/int-array"

const INT4_ARRAY: number = 1007

it("reads what the driver's own parser reads", () => {
  const theirs = types.getTypeParser(INT4_ARRAY)
  const texts = fc.array(fc.option(fc.integer(), { nil: "NULL" })).map((values) => `{${values.join()}}`)
  fc.assert(
    fc.property(texts, (text) => {
      expect(parseIntArray(text)).toEqual(theirs(text))
    }),
  )
  for (const text of ["{}", "{{1,2},{3,4}}", "[0:2]={7,8,9}"])
    expect(parseIntArray(text)).toEqual(theirs(text))
})

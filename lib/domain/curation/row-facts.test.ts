import fc from "fast-check"
import { expect, it } from "vitest"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import { rowFacts } from "@/lib/domain/curation/row-facts"
import { anyEpisodes } from "@/tests/factories/curation-arbitraries"

it("says of every row what its episode said", () => {
  fc.assert(
    fc.property(anyEpisodes, (rows) => {
      const columns = columnsFromRows(rows)
      for (const [index, { score, success, label, metrics }] of rows.entries()) {
        expect(rowFacts(columns, index)).toEqual({ score, success, label, metrics })
      }
    }),
  )
})

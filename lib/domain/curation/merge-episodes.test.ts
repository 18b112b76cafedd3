import fc from "fast-check"
import { expect, test } from "vitest"
import type { Episodes } from "@/lib/domain/curation/column-builder"
import { COLUMN_NAMES, columnsFromRows, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"
import { mergeEpisodes } from "@/lib/domain/curation/merge-episodes"
import { preferenceOrder } from "@/lib/domain/curation/preference"
import { takeEpisodes } from "@/lib/domain/curation/take-episodes"
import { anyEpisode } from "@/tests/factories/curation-arbitraries"

const anyStore = fc
  .array(fc.tuple(fc.nat(60), anyEpisode), { maxLength: 40 })
  .map((entries) => new Map(entries.toSorted(([left], [right]) => left - right)))

function episodesOf(store: ReadonlyMap<number, EpisodeRow>): Episodes {
  const bytes = Buffer.alloc(16 * store.size)
  for (const [row, id] of [...store.keys()].entries()) bytes.writeUInt32BE(id, 16 * row + 12)
  return { columns: columnsFromRows([...store.values()]), ids: new EpisodeIds(bytes) }
}

function contentsOf({ columns, ids }: Episodes) {
  const values = COLUMN_NAMES.map((name) => [name, [...columns[name]]])
  const metrics = Object.entries(columns.metrics).filter(([, column]) =>
    column.some((value) => !Number.isNaN(value)),
  )
  return {
    ids: Array.from({ length: ids.count }, (_, row) => ids.at(row)),
    values: Object.fromEntries(values),
    metrics: Object.fromEntries(metrics.map(([name, column]) => [name, [...column]])),
  }
}

test("merged episodes are as if all had been read at once, and so is what follows from them", () => {
  fc.assert(
    fc.property(anyStore, anyStore, (before, changed) => {
      const known = episodesOf(before)
      preferenceOrder(known.columns, ["score", "cost"])
      const merged = mergeEpisodes(known, episodesOf(changed))
      const all = new Map([...before, ...changed])
      const expected = episodesOf(new Map([...all].sort(([left], [right]) => left - right)))
      expect(contentsOf(merged)).toEqual(contentsOf(expected))
      const order = preferenceOrder(merged.columns, ["score", "cost"])
      expect([...order]).toEqual([...preferenceOrder(expected.columns, ["score", "cost"])])
    }),
    { numRuns: 100 },
  )
})

test("some of them are the same episodes", () => {
  fc.assert(
    fc.property(anyStore, (store) => {
      const wanted = [...store].filter((_, row) => row % 2 === 0)
      const rows = Uint32Array.from(wanted, (_, index) => 2 * index)
      expect(contentsOf(takeEpisodes(episodesOf(store), rows))).toEqual(
        contentsOf(episodesOf(new Map(wanted))),
      )
    }),
  )
})

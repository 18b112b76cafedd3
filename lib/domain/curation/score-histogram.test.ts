import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { allRows } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import { scoreHistogram } from "@/lib/domain/curation/score-histogram"
import { anyEpisodes } from "@/tests/factories/curation-arbitraries"

describe("scoreHistogram", () => {
  it("puts each edge into the bin it opens and the highest value into the last", () => {
    const columns = columnsFromRows(scored([0, 0.25, 0.5, 1]))
    const histogram = scoreHistogram(columns, "score", 4)
    expect([...(histogram?.edges ?? [])]).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect([...(histogram?.counts.good ?? [])]).toEqual([1, 1, 1, 1])
  })

  it("puts a single value into the last bin and has none without values", () => {
    expect([...(scoreHistogram(columnsFromRows(scored([1, 1])), "score", 3)?.counts.good ?? [])]).toEqual([
      0, 0, 2,
    ])
    expect(scoreHistogram(columnsFromRows(scored([null])), "score", 3)).toBeNull()
  })

  it("counts every episode once: in a bin, outside the reach or missing", () => {
    fc.assert(
      fc.property(anyEpisodes, fc.integer({ min: 1, max: 30 }), (episodes, bins) => {
        const columns = columnsFromRows(episodes)
        const histogram = scoreHistogram(columns, "score", bins, { reach: { low: 0.2, high: 0.8 } })
        const binned = Object.values(histogram?.counts ?? {}).flatMap((counts) => [...counts])
        const total = binned.reduce((sum, count) => sum + count, 0)
        expect(total + (histogram?.missing ?? 0) + (histogram?.outside ?? 0)).toBe(episodes.length)
      }),
    )
  })
})

describe("compositionOf", () => {
  it("adds up to the rows in every respect", () => {
    fc.assert(
      fc.property(anyEpisodes, (episodes) => {
        const columns = columnsFromRows(episodes)
        const { totals: _, ...parts } = compositionOf(columns, allRows(columns))
        for (const counts of Object.values(parts)) {
          const sum = [...(counts as Map<unknown, number>).values()].reduce(
            (total, count) => total + count,
            0,
          )
          expect(sum).toBe(episodes.length)
        }
      }),
    )
  })

  it("counts by task, run, stop reason and label", () => {
    const columns = columnsFromRows(scored([1, 1]).map((episode, taskNo) => ({ ...episode, taskNo })))
    const composition = compositionOf(columns, Uint32Array.of(1))
    expect(composition.tasks).toEqual(new Map([[1, 1]]))
    expect(composition.stopReasons).toEqual(new Map([["max_steps", 1]]))
    expect(composition.labels).toEqual(new Map([["good", 1]]))
  })
})

function scored(scores: readonly (number | null)[]) {
  return scores.map((score) => ({
    score,
    metrics: {},
    success: null,
    label: 1,
    groupNo: 0,
    taskNo: 0,
    runNo: 0,
    contentGroup: null,
    steps: 1,
    contentTokens: 1,
    assistantTokens: 1,
    costMicro: null,
    latencyMs: null,
    stopReason: "max_steps" as const,
  }))
}

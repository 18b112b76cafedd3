import fc from "fast-check"
import { expect, test } from "vitest"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import type { TopShareRule } from "@/lib/domain/curation/rule"
import { anyEpisodes } from "@/tests/factories/curation-arbitraries"

const half: TopShareRule = {
  type: "topShare",
  enabled: true,
  share: 0.5,
  within: "group",
  tieBreak: ["score"],
}

test("keeps half of every group, rounded up, and no episode that a dropped one of its group outscores", () => {
  fc.assert(
    fc.property(anyEpisodes, (episodes) => {
      const { reasonByRow } = applyRecipe(columnsFromRows(episodes), [half])
      const groups = Map.groupBy(episodes.keys(), (row) => episodes[row]!.groupNo)
      for (const rows of groups.values()) {
        const kept = rows.filter((row) => reasonByRow[row] === -1)
        const dropped = rows.filter((row) => reasonByRow[row] !== -1)
        expect(kept.length).toBe(Math.ceil(rows.length / 2))
        const scoreOf = (row: number) => episodes[row]!.score ?? Number.NEGATIVE_INFINITY
        for (const loser of dropped)
          for (const winner of kept) expect(scoreOf(winner)).toBeGreaterThanOrEqual(scoreOf(loser))
      }
    }),
  )
})

test("takes the share of all episodes together when asked", () => {
  const episode = { metrics: {}, success: null, label: null, contentGroup: null, steps: 1, contentTokens: 1 }
  const rest = {
    assistantTokens: 1,
    costMicro: null,
    latencyMs: null,
    stopReason: "completed" as const,
    runNo: 0,
  }
  const rows = [0.1, 0.9, 0.5, 0.7].map((score, index) => ({
    ...episode,
    ...rest,
    score,
    taskNo: index,
    groupNo: index,
  }))
  const { kept } = applyRecipe(columnsFromRows(rows), [{ ...half, within: "all" }])
  expect([...kept]).toEqual([1, 3])
})

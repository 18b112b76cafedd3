import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { columnsFromRows, createColumns, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import type { Rule, TaskCapRule, TieBreak } from "@/lib/domain/curation/rule"
import { createRandom } from "@/lib/domain/random"
import { anyEpisodes, anyRecipe } from "@/tests/factories/curation-arbitraries"

const plain: EpisodeRow = {
  score: 1,
  metrics: {},
  success: true,
  label: null,
  groupNo: 0,
  taskNo: 0,
  runNo: 0,
  contentGroup: null,
  steps: 5,
  contentTokens: 100,
  assistantTokens: 10,
  costMicro: null,
  latencyMs: null,
  stopReason: "completed",
}
const dataFolder = process.env.WINNOW_TEST_DATA
const capOfOne: TaskCapRule = { type: "taskCap", enabled: true, max: 1, tieBreak: ["score", "steps", "cost"] }

describe("applyRecipe", () => {
  it("drops episodes below the threshold, keeping ties, and those without a score", () => {
    const columns = columnsFromRows([0.4, 0.5, null, 0.6].map((score) => ({ ...plain, score })))
    const rule: Rule = { type: "threshold", enabled: true, metric: "score", min: 0.5, max: null }
    const selection = applyRecipe(columns, [rule])
    expect([...selection.kept]).toEqual([1, 3])
    expect([...selection.reasonByRow]).toEqual([0, -1, 0, -1])
    expect(selection.funnel).toEqual([{ rule: 0, before: 4, kept: 2, dropped: 2 }])
  })

  it("breaks ties of a cap by score, then fewer steps, then lower known cost, then id", () => {
    const columns = columnsFromRows([
      { ...plain, steps: 4, costMicro: null },
      { ...plain, steps: 4, costMicro: 9 },
      { ...plain, steps: 4, costMicro: 7 },
      { ...plain, steps: 4, costMicro: 7 },
      { ...plain, steps: 5, costMicro: 1 },
      { ...plain, score: 0.9, steps: 1 },
      { ...plain, score: null, taskNo: 1 },
    ])
    expect([...applyRecipe(columns, [capOfOne]).kept]).toEqual([2, 6])
  })

  it("lets a cap choose among what the rules before it left", () => {
    const columns = columnsFromRows([plain, { ...plain, score: 0.5, label: 1 }])
    const label: Rule = { type: "label", enabled: true, keep: ["good"] }
    expect([...applyRecipe(columns, [label, capOfOne]).kept]).toEqual([1])
    expect([...applyRecipe(columns, [capOfOne, label]).kept]).toEqual([])
  })

  it("keeps episodes of unknown content apart when it removes duplicates", () => {
    const columns = columnsFromRows([
      { ...plain, contentGroup: 3, steps: 2 },
      { ...plain, contentGroup: 3, steps: 1 },
      plain,
      plain,
    ])
    const rule: Rule = { type: "duplicates", enabled: true, tieBreak: ["steps"] }
    expect([...applyRecipe(columns, [rule]).kept]).toEqual([1, 2, 3])
  })

  it("drops a rule's every episode when nobody has the metric, and nothing when the rule is off", () => {
    const columns = columnsFromRows([plain, plain])
    const rule: Rule = { type: "threshold", enabled: true, metric: "toString", min: null, max: null }
    expect(applyRecipe(columns, [rule]).kept).toHaveLength(0)
    expect(applyRecipe(columns, [{ ...rule, enabled: false }])).toMatchObject({ funnel: [] })
    expect(applyRecipe(columns, [{ ...rule, enabled: false }]).kept).toHaveLength(2)
  })

  it("equals a naive implementation on random recipes", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, (episodes, rules) => {
        const selection = applyRecipe(columnsFromRows(episodes), rules)
        const expected = naive(episodes, rules)
        expect([...selection.kept]).toEqual(expected.kept)
        expect([...selection.reasonByRow]).toEqual(expected.reasons)
      }),
      { numRuns: 500 },
    )
  })

  it("has a funnel that adds up, in which every dropped row is counted once", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, (episodes, rules) => {
        const { kept, reasonByRow, funnel } = applyRecipe(columnsFromRows(episodes), rules)
        let left = episodes.length
        for (const stage of funnel) {
          expect(stage.before).toBe(left)
          expect(stage.kept + stage.dropped).toBe(stage.before)
          expect(reasonByRow.filter((reason) => reason === stage.rule)).toHaveLength(stage.dropped)
          left = stage.kept
        }
        expect(kept).toHaveLength(left)
      }),
    )
  })

  it("never keeps more of a task than the cap", () => {
    fc.assert(
      fc.property(anyEpisodes, fc.integer({ min: 0, max: 4 }), (episodes, max) => {
        const { kept } = applyRecipe(columnsFromRows(episodes), [{ ...capOfOne, max }])
        for (let task = 0; task < 6; task++) {
          const before = episodes.filter((episode) => episode.taskNo === task).length
          const after = kept.filter((row) => episodes[row]?.taskNo === task).length
          expect(after).toBe(Math.min(max, before))
        }
      }),
    )
  })

  it.skipIf(!dataFolder && !process.env.CI)(
    "keeps 84 airline episodes at score >= 1 and one for each of 36 solved tasks (needs WINNOW_TEST_DATA)",
    () => {
      const text = readFileSync(`${dataFolder}/tau-bench-airline/gpt-4o-airline.json`, "utf8")
      const episodes = JSON.parse(text) as { task_id: number; reward: number }[]
      const columns = columnsFromRows(
        episodes.map(({ task_id, reward }) => ({ ...plain, taskNo: task_id, score: reward })),
      )
      const threshold: Rule = { type: "threshold", enabled: true, metric: "score", min: 1, max: null }
      expect(applyRecipe(columns, [threshold]).kept).toHaveLength(84)
      expect(applyRecipe(columns, [threshold, capOfOne]).kept).toHaveLength(36)
    },
  )

  it("sifts a million episodes in about a tenth of a second", () => {
    const columns = millionEpisodes()
    const rules: Rule[] = [
      { type: "threshold", enabled: true, metric: "score", min: 0.2, max: null },
      { type: "success", enabled: true, keep: "success" },
      { type: "label", enabled: true, keep: ["good", "unsure", "none"] },
      { ...capOfOne, max: 20 },
    ]
    const durations = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      applyRecipe(columns, rules)
      return process.cpuUsage(before).user / 1000
    })
    durations.sort((left, right) => left - right)
    process.stdout.write(
      `applyRecipe, 1,000,000 rows, 4 rules: ${durations[2]?.toFixed(0)} ms of processor time (median of 5)\n`,
    )
    expect(durations[0]).toBeLessThan(400)
  })
})

function millionEpisodes() {
  const columns = createColumns(1_000_000)
  const random = createRandom(1)
  for (let row = 0; row < columns.count; row++) {
    columns.score[row] = random()
    columns.success[row] = random() < 0.6 ? 1 : 0
    columns.label[row] = random() < 0.9 ? -2 : Math.floor(random() * 3) - 1
    columns.taskNo[row] = Math.floor(random() * 500)
    columns.steps[row] = Math.floor(random() * 60)
  }
  return columns
}

function naive(episodes: readonly EpisodeRow[], rules: readonly Rule[]) {
  const reasons = episodes.map(() => -1)
  let kept = episodes.map((_, row) => row)
  rules.forEach((rule, index) => {
    if (!rule.enabled) return
    const after = kept.filter((row) => staysIn(episodes, kept, row, rule))
    for (const row of kept) if (!after.includes(row)) reasons[row] = index
    kept = after
  })
  return { kept, reasons }
}

function staysIn(
  episodes: readonly EpisodeRow[],
  among: readonly number[],
  row: number,
  rule: Rule,
): boolean {
  const episode = episodes[row] as EpisodeRow
  const inside = (value: number, { min, max }: { min: number | null; max: number | null }) =>
    (min === null || value >= min) && (max === null || value <= max)
  switch (rule.type) {
    case "success":
      return episode.success === (rule.keep === "success")
    case "threshold": {
      const value = rule.metric === "score" ? episode.score : (episode.metrics[rule.metric] ?? null)
      return value !== null && inside(value, rule)
    }
    case "label":
      return rule.keep.includes(
        episode.label === null ? "none" : (["bad", "unsure", "good"] as const)[episode.label + 1]!,
      )
    case "stopReason":
      return rule.reasons.includes(episode.stopReason) ? rule.mode === "in" : rule.mode === "notIn"
    case "range": {
      const value = episode[rule.column]
      return value === null ? rule.keepUnknown : inside(value, rule)
    }
    case "taskCap": {
      const rivals = among.filter((other) => episodes[other]?.taskNo === episode.taskNo)
      return ranked(episodes, rivals, rule.tieBreak).indexOf(row) < rule.max
    }
    case "topShare": {
      const sameScope = (other: EpisodeRow) =>
        rule.within === "all" ||
        (rule.within === "task" ? other.taskNo === episode.taskNo : other.groupNo === episode.groupNo)
      const rivals = among.filter((other) => sameScope(episodes[other] as EpisodeRow))
      const places = Math.ceil(rule.share * rivals.length - 1e-9)
      return ranked(episodes, rivals, rule.tieBreak).indexOf(row) < places
    }
    case "duplicates": {
      if (episode.contentGroup === null) return true
      const rivals = among.filter((other) => episodes[other]?.contentGroup === episode.contentGroup)
      return ranked(episodes, rivals, rule.tieBreak)[0] === row
    }
  }
}

function ranked(
  episodes: readonly EpisodeRow[],
  rows: readonly number[],
  tieBreak: readonly TieBreak[],
): number[] {
  const key = (row: number) => {
    const episode = episodes[row] as EpisodeRow
    const keys = {
      score: -(episode.score ?? -Infinity),
      steps: episode.steps,
      cost: episode.costMicro ?? Infinity,
    }
    return [...tieBreak.map((criterion) => keys[criterion]), row]
  }
  return [...rows].sort((left, right) => {
    const a = key(left)
    const b = key(right)
    const first = a.findIndex((value, index) => value !== b[index])
    return first < 0 ? 0 : (a[first] as number) < (b[first] as number) ? -1 : 1
  })
}

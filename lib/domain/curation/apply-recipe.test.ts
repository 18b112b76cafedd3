import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { columnsFromRows, createColumns, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import {
  type BalanceRule,
  type EditRule,
  type RankingRule,
  type Rule,
  type TagsRule,
  type TaskCapRule,
  type TasksRule,
  type TextRule,
  type TieBreak,
  textKey,
} from "@/lib/domain/curation/rule"
import { createRandom } from "@/lib/domain/random"
import { anyEpisodes, anyRecipe, SOME_NAMES } from "@/tests/factories/curation-arbitraries"

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
        const columns = columnsFromRows(episodes, SOME_NAMES)
        columns.texts = textsOf(episodes)
        const selection = applyRecipe(columns, rules)
        const expected = naive(episodes, rules)
        expect([...selection.kept]).toEqual(expected.kept)
        expect([...selection.reasonByRow]).toEqual(expected.reasons)
      }),
      { numRuns: 500 },
    )
  })

  it("gives every task its quota of a balance and keeps the best", () => {
    const anyBalance: fc.Arbitrary<BalanceRule> = fc.record({
      type: fc.constant("balance" as const),
      enabled: fc.constant(true),
      by: fc.constantFrom("uniform", "difficulty"),
      per: fc.constantFrom("task", "all"),
      count: fc.integer({ min: 1, max: 20 }),
      tieBreak: fc.constant(["score" as const]),
    })
    fc.assert(
      fc.property(anyEpisodes, anyBalance, (episodes, rule) => {
        const { kept } = applyRecipe(columnsFromRows(episodes), [rule])
        const quotas = naiveQuotas(episodes, rule)
        const sum = [...quotas.values()].reduce((total, quota) => total + quota, 0)
        expect(sum).toBe(rule.per === "task" ? rule.count * quotas.size : quotas.size > 0 ? rule.count : 0)
        for (const [task, quota] of quotas) {
          const size = episodes.filter(({ taskNo }) => taskNo === task).length
          const taken = kept.filter((row) => episodes[row]?.taskNo === task).length
          expect(taken).toBe(Math.min(size, quota))
        }
      }),
    )
  })

  it("balances by how often a task fails in the chosen runs, whatever the rules before keep", () => {
    const tries = (taskNo: number, runNo: number, successes: boolean[]) =>
      successes.map((success) => ({ ...plain, taskNo, runNo, success }))
    // Smoothed: task 0 fails 1 of 6, task 1 fails 5 of 6 in run 0; run 1 would make it the other way round.
    const columns = columnsFromRows([
      ...tries(0, 0, [true, true, true, true]),
      ...tries(1, 0, [false, false, false, false]),
      ...tries(0, 1, Array(20).fill(false)),
      ...tries(1, 1, Array(20).fill(true)),
    ])
    const balance: Rule = {
      type: "balance",
      enabled: true,
      by: "difficulty",
      per: "all",
      count: 3,
      tieBreak: ["score"],
    }
    const first: Rule = { type: "threshold", enabled: true, metric: "score", min: 0, max: null }
    const { kept } = applyRecipe(columns, [first, balance], new Set([0]))
    // 3 x 1/6 = 0.5 and 3 x 5/6 = 2.5: the odd one goes to the harder task.
    expect([...kept]).toEqual([4, 5, 6])
  })

  it("keeps everything under a text rule until somebody looked for its text", () => {
    const columns = columnsFromRows([plain, plain])
    const rule: Rule = { type: "text", enabled: true, mode: "with", within: "all", text: "Sorry" }
    expect(applyRecipe(columns, [rule]).kept).toHaveLength(2)
    columns.texts = { [textKey({ ...rule, text: "sorry" })]: Int8Array.of(0, 1) }
    expect([...applyRecipe(columns, [rule]).kept]).toEqual([1])
    expect([...applyRecipe(columns, [{ ...rule, mode: "without" }]).kept]).toEqual([0])
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

  it("sifts a million episodes, and says how long that takes", () => {
    const columns = millionEpisodes()
    const rules: Rule[] = [
      { type: "threshold", enabled: true, metric: "score", min: 0.2, max: null },
      { type: "success", enabled: true, keep: "success" },
      { type: "label", enabled: true, keep: ["good", "unsure", "none"] },
      { ...capOfOne, max: 20 },
    ]
    const durations = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      expect(applyRecipe(columns, rules).kept.length).toBeGreaterThan(0)
      return process.cpuUsage(before).user / 1000
    })
    durations.sort((left, right) => left - right)
    process.stdout.write(
      `applyRecipe, 1,000,000 rows, 4 rules: ${durations[2]?.toFixed(0)} ms of processor time (median of 5)\n`,
    )
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

const SOUGHT = [textKey({ within: "all", text: "sorry" }), textKey({ within: "assistant", text: "refund" })]

/** Every third episode holds one text, every second the other. */
function textsOf(episodes: readonly EpisodeRow[]): Record<string, Int8Array> {
  return Object.fromEntries(
    SOUGHT.map((key, index) => [
      key,
      Int8Array.from(episodes, (_, row) => (row % (3 - index) === 0 ? 1 : 0)),
    ]),
  )
}

function naiveQuotas(episodes: readonly EpisodeRow[], rule: BalanceRule): Map<number, number> {
  const tasks = [...new Set(episodes.map(({ taskNo }) => taskNo))].map((task) => {
    const judged = episodes.filter(({ taskNo, success }) => taskNo === task && success !== null)
    const failed = judged.filter(({ success }) => !success).length
    return { task, weight: rule.by === "uniform" ? 1 : (failed + 1) / (judged.length + 2) }
  })
  const total = rule.per === "task" ? rule.count * tasks.length : rule.count
  const sum = tasks.reduce((whole, { weight }) => whole + weight, 0)
  const quotas = new Map(tasks.map(({ task, weight }) => [task, Math.floor((total * weight) / sum + 1e-9)]))
  // The tasks are in the order of their first episodes, and the sort is stable.
  const rest = ({ task, weight }: (typeof tasks)[number]) =>
    Math.round(((total * weight) / sum - quotas.get(task)!) * 1e9)
  const order = tasks.toSorted((a, b) => rest(b) - rest(a) || b.weight - a.weight)
  const left = total - [...quotas.values()].reduce((given, quota) => given + quota, 0)
  for (const { task } of order.slice(0, left)) quotas.set(task, quotas.get(task)! + 1)
  return quotas
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
      const value = episode[rule.column] ?? null
      return value === null ? rule.keepUnknown : inside(value, rule)
    }
    case "agreement":
      return (episode.humanVerdicts ?? 0) >= rule.people && (episode.agreement ?? -1) >= rule.share
    case "context":
      return episode.contentTokens + rule.reserve <= rule.window
    case "tags":
    case "tasks":
    case "text":
      return fitsContent(episode, row, rule)
    default:
      return isAmongBest(episodes, among, row, rule)
  }
}

function fitsContent(episode: EpisodeRow, row: number, rule: TagsRule | TasksRule | TextRule): boolean {
  switch (rule.type) {
    case "tags": {
      const tags = SOME_NAMES.tags[episode.tagsNo ?? 0]!
      const held = rule.tags.filter((tag) => tags.includes(tag)).length
      return rule.mode === "all" ? held === rule.tags.length : held > 0 === (rule.mode === "any")
    }
    case "tasks": {
      const { key, group } = SOME_NAMES.tasks[episode.taskNo]!
      const listed = rule.tasks.includes(key) || rule.groups.includes(group ?? "none")
      return listed === (rule.mode === "keep")
    }
    case "text": {
      const place = SOUGHT.indexOf(textKey(rule))
      return place < 0 || (row % (3 - place) === 0) === (rule.mode === "with")
    }
  }
}

function isAmongBest(
  episodes: readonly EpisodeRow[],
  among: readonly number[],
  row: number,
  rule: RankingRule | EditRule,
): boolean {
  const episode = episodes[row] as EpisodeRow
  switch (rule.type) {
    case "mask":
    case "corrections":
      return true
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
    case "balance": {
      const rivals = among.filter((other) => episodes[other]?.taskNo === episode.taskNo)
      const places = naiveQuotas(episodes, rule).get(episode.taskNo)!
      return ranked(episodes, rivals, rule.tieBreak).indexOf(row) < places
    }
    case "nearDuplicates": {
      const groupOf = (one: EpisodeRow) => (rule.within === "task" ? one.nearTaskGroup : one.nearGroup) ?? -2
      if (groupOf(episode) < 0) return true
      const rivals = among.filter((other) => groupOf(episodes[other]!) === groupOf(episode))
      return ranked(episodes, rivals, rule.tieBreak)[0] === row
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

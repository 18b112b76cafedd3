import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { CurationSample } from "@/lib/db/curation.sql"
import { columnsFromRows, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import { HELD_OUT, LEAKING } from "@/lib/domain/curation/exclusion"
import { SPLIT_UNITS, STRATA } from "@/lib/domain/curation/split-tasks"
import { hashMembers } from "@/lib/services/dataset/freeze"
import { leaveOut, membersOf, selectMembers } from "@/lib/services/dataset/select-members"
import { anyEpisodes, anyRecipe } from "@/tests/factories/curation-arbitraries"

/** Tasks 0..5 with their dense numbers as store numbers; a task's family follows from its number. */
function sampleOf(rows: readonly EpisodeRow[]): CurationSample {
  const tasks = Array.from({ length: 6 }, (_, no) => ({
    no,
    key: `task ${no}`,
    title: null,
    group: no % 3 === 2 ? null : `family ${no % 3}`,
    split: null,
  }))
  return {
    columns: columnsFromRows(rows.map((row) => ({ ...row, groupNo: row.taskNo % 3 }))),
    episodeIds: rows.map((_, index) => `episode ${String(index).padStart(3, "0")}`),
    contentHashes: rows.map((row, index) => String(row.contentGroup ?? -1 - index)),
    runIds: ["run"],
    tasks,
  }
}

const anyPlan = fc.record({
  by: fc.constantFrom(...SPLIT_UNITS),
  stratify: fc.constantFrom(...STRATA),
  seed: fc.nat(1000),
  shares: fc.constantFrom(
    { train: 0.8, validation: 0.2, test: 0 },
    { train: 0.5, validation: 0.25, test: 0.25 },
    { train: 1, validation: 0, test: 0 },
  ),
})

const anyHeldOut = fc.subarray([0, 1, 2, 3, 4, 5]).map((numbers) => new Set(numbers))

describe("the members of a dataset", () => {
  it("and what is left out add up to the whole, each episode once, whatever the recipe", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, anyPlan, anyHeldOut, (rows, recipe, plan, heldOut) => {
        const sample = sampleOf(rows)
        const draft = selectMembers(sample, recipe, plan, heldOut)
        const ids = [...membersOf(draft, sample), ...draft.exclusions].map(({ episodeId }) => episodeId)
        expect(ids.sort()).toEqual([...sample.episodeIds].sort())
        const dropped = draft.funnel.reduce((sum, stage) => sum + stage.dropped, 0)
        const held = draft.exclusions.filter(({ rule }) => rule === HELD_OUT).length
        expect(dropped + held + draft.kept.length).toBe(rows.length)
      }),
    )
  })

  it("have no task, and by group no group, on two sides, and nothing that is held out", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, anyPlan, anyHeldOut, (rows, recipe, plan, heldOut) => {
        const sample = sampleOf(rows)
        const sides = new Map<string, string>()
        for (const { row, split } of selectMembers(sample, recipe, plan, heldOut).kept) {
          const task = sample.tasks[sample.columns.taskNo[row] as number]
          expect(heldOut.has(task?.no ?? -1)).toBe(false)
          const unit = plan.by === "group" && task?.group ? task.group : (task?.key ?? "")
          expect(sides.get(unit) ?? split).toBe(split)
          sides.set(unit, split)
        }
      }),
    )
  })

  it("keep to caps and hold no content twice", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, anyPlan, (rows, recipe, plan) => {
        const sample = sampleOf(rows)
        const last = [
          { type: "duplicates" as const, enabled: true, tieBreak: ["score" as const] },
          { type: "taskCap" as const, enabled: true, max: 2, tieBreak: ["steps" as const] },
        ]
        const { kept } = selectMembers(sample, [...recipe, ...last], plan, new Set())
        const tasks = Map.groupBy(kept, ({ row }) => sample.columns.taskNo[row])
        expect([...tasks.values()].every((episodes) => episodes.length <= 2)).toBe(true)
        const contents = kept.flatMap(({ row }) => rows[row]?.contentGroup ?? [])
        expect(new Set(contents).size).toBe(contents.length)
      }),
    )
  })

  it("are the same bytes again from the same recipe and data", () => {
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, anyPlan, anyHeldOut, (rows, recipe, plan, heldOut) => {
        const freeze = () => {
          const sample = sampleOf(structuredClone(rows))
          const draft = selectMembers(sample, structuredClone(recipe), plan, heldOut)
          return { draft, hash: hashMembers(membersOf(draft, sample)) }
        }
        expect(JSON.stringify(freeze())).toBe(JSON.stringify(freeze()))
      }),
      { numRuns: 50 },
    )
  })

  it("that leak are counted among what is left out", () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({ ...EPISODE, taskNo: index }))
    const sample = sampleOf(rows)
    const plan = { by: "task" as const, stratify: "group" as const, seed: 1, shares: ALL }
    const draft = leaveOut(selectMembers(sample, [], plan, new Set([5])), sample, new Set([1, 2]))
    expect(draft.kept.map(({ row }) => row)).toEqual([0, 3, 4])
    expect(draft.exclusions.map(({ rule }) => rule)).toEqual([HELD_OUT, LEAKING, LEAKING])
  })
})

const ALL = { train: 1, validation: 0, test: 0 }

const EPISODE: EpisodeRow = {
  score: 1,
  metrics: {},
  success: true,
  label: null,
  taskNo: 0,
  groupNo: 0,
  runNo: 0,
  contentGroup: null,
  steps: 1,
  contentTokens: 1,
  assistantTokens: 1,
  costMicro: null,
  latencyMs: null,
  stopReason: "completed",
}

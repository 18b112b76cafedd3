import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  type CurationCurve,
  type CurationPreview,
  getCurationCurve as curveRoute,
  previewCuration as route,
} from "@/lib/contracts/curation"
import { rulesSchema } from "@/lib/contracts/recipes"
import { newId } from "@/lib/db/new-id"
import type { Rule } from "@/lib/domain/curation/rule"
import { evenStops } from "@/lib/domain/curation/stops"
import { ColumnCache } from "@/lib/services/curation/column-cache"
import { getCurationCurve } from "@/lib/services/curation/curve"
import { previewCuration } from "@/lib/services/curation/preview"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { anyRecipe } from "@/tests/factories/curation-arbitraries"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"
import { isPlainRule, type RecipeAnswer, runRecipe } from "./recipe-sql"
import { Writers } from "./writers"

const ROUNDS = 40
const RECIPES = 13

describe("the columns that previews are made from", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const preview = (
    experimentId: string,
    asked: { rules: Rule[]; index?: number | null; runIds?: string[] },
  ) => {
    const { rules, index = null, runIds = [] } = asked
    const input = { experimentId, rules, thresholdRule: index, runIds, bins: 10 }
    return previewCuration(store.as("viewer"), route.input.parse(input))
  }

  /** Compares one recipe over some runs, and its curve at one stop, with SQL. */
  const check = async (writers: Writers, rules: Rule[], context: string) => {
    const { experimentId } = writers
    const runIds = writers.chance(0.5) ? [] : writers.runIds.filter(() => writers.chance(0.6))
    const chosen = runIds.length > 0 ? runIds : writers.runIds
    const thresholds = rules.flatMap(({ type }, index) => (type === "threshold" ? [index] : []))
    const index = thresholds.length > 0 ? writers.pick(thresholds) : null
    const shown = await preview(experimentId, { rules, index, runIds })
    expectEqual(shown, await runRecipe(store.db.pool, experimentId, chosen, rules), context)
    if (index === null) return
    const asked = curveRoute.input.parse({ experimentId, rules, thresholdRule: index, runIds })
    const { curve } = await getCurationCurve(store.as("viewer"), asked)
    if (!curve) return
    const stop = 10 * Math.floor(writers.pick(curve.episodes.map((_, at) => at)) / 10)
    const min = evenStops(curve, 1001)[stop] as number
    const moved = rules.with(index, { ...rules[index], enabled: true, min } as Rule)
    expectStop(curve, stop, await runRecipe(store.db.pool, experimentId, chosen, moved), context)
  }

  it("say what SQL says, on random recipes, after writes of any kind at the same time", async () => {
    const seed = Number(process.env.WINNOW_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
    const writers = await Writers.open(store, seed)
    const recipes = fc.sample(anyRecipe, { numRuns: ROUNDS * RECIPES, seed })
    const look = () => preview(writers.experimentId, { rules: [] })
    for (let run = 0; run < 3; run++) await writers.addRun()
    for (let round = 0; round < ROUNDS; round++) {
      await writers.judgeSlowly(() => Promise.all([writers.ingest(), look(), writers.ingest(), look()]))
      await Promise.all([writers.label(), writers.ingest(), look(), writers.label()])
      if (round % 8 === 7) await Promise.all([writers.deleteFirstRun(), look(), writers.addRun()])
      for (const drawn of recipes.slice(round * RECIPES, (round + 1) * RECIPES)) {
        const rules = drawn.filter((rule) => isPlainRule(rule) && rulesSchema.safeParse([rule]).success)
        await check(writers, rules, `seed ${seed}, round ${round}: ${JSON.stringify(rules)}`)
      }
    }
  })

  it("are given up, the least recently used first, when they need more room than there is", async () => {
    const cache = new ColumnCache(store.db, 1)
    const [first, second] = await Promise.all(
      [0, 1].map(() => makeRunWith(store.as("editor"), [makeEpisodeInput()])),
    )
    await cache.open(first?.run.experimentId ?? "")
    const one = cache.byteCount
    await cache.open(second?.run.experimentId ?? "")
    expect(cache.byteCount).toBeLessThan(2 * one)
    expect((await cache.open(first?.run.experimentId ?? ""))?.columns.count).toBe(1)
  })

  it("are loaded once for all who ask at the same time, and say how far the load is", async () => {
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput(), makeEpisodeInput()])
    const cache = new ColumnCache(store.db)
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => cache.open(run.experimentId)))
    expect(first?.columns.count).toBe(2)
    expect(third?.columns).toBe(second?.columns)
    expect(cache.progressOf(run.experimentId)).toBeNull()
    expect(await cache.open(newId())).toBeNull()
  })
})

function expectEqual(shown: CurationPreview, said: RecipeAnswer, context: string): void {
  const { scoreSum, ...totals } = shown.totals
  const { scoreSum: expectedSum, ...expected } = said.totals
  expect(totals, context).toEqual(expected)
  expect(scoreSum, context).toBeCloseTo(expectedSum, 9)
  expect(shown.episodeCount, context).toBe(said.episodeCount)
  const { funnel, composition } = shown
  expect([funnel.map(({ kept }) => kept), funnel.map(({ examples }) => examples)], context).toEqual([
    said.kept,
    said.examples,
  ])
  const tasks = composition.tasks.filter(({ kept }) => kept > 0)
  expect(Object.fromEntries(tasks.map(({ key, kept }) => [key, kept])), context).toEqual(said.tasks)
  expect(composition.labels, context).toEqual(said.labels)
}

function expectStop(curve: CurationCurve, stop: number, there: RecipeAnswer, context: string) {
  for (const total of ["episodes", "tasks", "contentTokens", "assistantTokens"] as const) {
    expect(curve[total][stop], context).toBe(there.totals[total])
  }
  const coarse = stop / 10
  const tasks = curve.composition.tasks.map(({ key, counts }) => [key, counts[coarse]])
  expect(Object.fromEntries(tasks.filter(([, count]) => count)), context).toEqual(there.tasks)
  const labels = Object.entries(curve.composition.labels).map(([state, counts]) => [state, counts[coarse]])
  expect(Object.fromEntries(labels.filter(([, count]) => count)), context).toEqual(there.labels)
}

import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CurationPreview, previewCuration as route } from "@/lib/contracts/curation"
import { createLabels as labelRoute } from "@/lib/contracts/labels"
import { rulesSchema } from "@/lib/contracts/recipes"
import { newId } from "@/lib/db/new-id"
import type { Rule } from "@/lib/domain/curation/rule"
import { evenStops } from "@/lib/domain/curation/stops"
import { createRandom, type Random } from "@/lib/domain/random"
import { ColumnCache } from "@/lib/services/curation/column-cache"
import { previewCuration } from "@/lib/services/curation/preview"
import { createLabels } from "@/lib/services/label/create"
import { deleteRun } from "@/lib/services/run/delete"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { anyRecipe } from "@/tests/factories/curation-arbitraries"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"
import { isPlainRule, runRecipe } from "./recipe-sql"

const SCORES = [null, 0, 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 1]
const STOPS = ["completed", "max_steps", "error", "unknown"]
const VERDICTS = ["good", "bad", "unsure", null]
const ROUNDS = 40
const RECIPES = 13

interface World {
  experimentId: string
  runIds: string[]
  episodeIds: string[]
}

/** Few distinct values, so that ties, caps and duplicates happen all the time; ids before and after the known ones. */
function anyEpisodeInput(random: Random) {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value
  const early = `${Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0")}-0000-4000-8000-${newId().slice(24)}`
  const task = Math.floor(random() * 6)
  return makeEpisodeInput({
    id: random() < 0.3 ? early : newId(),
    externalId: newId(),
    taskKey: `task ${task}`,
    ...(task < 4 ? { taskGroup: `family ${task % 2}` } : {}),
    score: pick(SCORES),
    metrics: random() < 0.5 ? { f1: pick([0, 0.2, 0.4, 1]) } : {},
    success: pick([true, false, null]),
    stopReason: pick(STOPS),
    costUsd: pick([null, 0, 0.001, 0.002]),
    latencyMs: pick([null, 0, 1, 3]),
    messages: [
      { role: "user", content: `Question ${Math.floor(random() * 4)}?` },
      ...Array.from({ length: Math.floor(random() * 3) }, () => ({ role: "user", content: "More." })),
      { role: "assistant", content: "An answer. ".repeat(1 + Math.floor(random() * 3)) },
    ],
  })
}

describe("the columns that previews are made from", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  it("say what SQL says, on random recipes, after writes of any kind at the same time", async () => {
    const seed = Number(process.env.WINNOW_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
    const random = createRandom(seed)
    const editor = store.as("editor")
    const person = await createPerson(store.db, { role: "labeler" })
    const { experimentId } = await makeRun(editor)
    const world: World = { experimentId, runIds: [], episodeIds: [] }
    const recipes = fc.sample(anyRecipe, { numRuns: ROUNDS * RECIPES, seed })

    const addRun = async () => {
      const run = await makeRun(editor, { experimentId })
      world.runIds.push(run.id)
    }
    const ingest = async () => {
      const runId = world.runIds[Math.floor(random() * world.runIds.length)] as string
      const episodes = Array.from({ length: 3 + Math.floor(random() * 12) }, () => anyEpisodeInput(random))
      const { accepted } = await sendEpisodes(editor, { experimentId, id: runId }, episodes)
      world.episodeIds.push(...accepted.map(({ id }) => id))
    }
    const label = async () => {
      const { rows } = await store.db.pool.query(
        `SELECT id FROM "Episode" WHERE "experimentId" = $1 ORDER BY random() LIMIT 4`,
        [experimentId],
      )
      if (rows.length === 0) return
      const value = VERDICTS[Math.floor(random() * VERDICTS.length)]
      const said = { experimentId, episodeIds: rows.map(({ id }) => id), key: "verdict", value }
      await createLabels(store.as("labeler", person.id), labelRoute.input.parse(said))
    }
    const preview = async (rules: Rule[], thresholdRule: number | null, runIds: string[]) =>
      previewCuration(
        store.as("viewer"),
        route.input.parse({ experimentId, rules, thresholdRule, runIds, bins: 10 }),
      )
    /** Open while others write and read, and committed after them. */
    const judgeSlowly = async (meanwhile: () => Promise<unknown>) => {
      const client = await store.db.pool.connect()
      try {
        await client.query("BEGIN")
        await client.query(
          `UPDATE "Episode" SET success = NOT success WHERE "experimentId" = $1 AND id IN (
             SELECT id FROM "Episode" WHERE "experimentId" = $1 ORDER BY random() LIMIT 5)`,
          [experimentId],
        )
        await meanwhile()
        await client.query("COMMIT")
      } finally {
        client.release()
      }
    }

    for (let run = 0; run < 3; run++) await addRun()
    let checked = 0
    for (let round = 0; round < ROUNDS; round++) {
      await judgeSlowly(async () => {
        await Promise.all([ingest(), preview([], null, []), ingest(), preview([], null, [])])
      })
      await Promise.all([label(), ingest(), preview([], null, []), label()])
      if (round % 8 === 7) {
        const runId = world.runIds.shift() as string
        await Promise.all([deleteRun(editor, { experimentId, runId }), addRun(), preview([], null, [])])
      }
      for (const drawn of recipes.slice(round * RECIPES, (round + 1) * RECIPES)) {
        const rules = drawn.filter((rule) => isPlainRule(rule) && rulesSchema.safeParse([rule]).success)
        const runIds = random() < 0.5 ? [] : world.runIds.filter(() => random() < 0.6)
        const thresholds = rules.flatMap(({ type }, index) => (type === "threshold" ? [index] : []))
        const index = thresholds[Math.floor(random() * thresholds.length)] ?? null
        const shown = await preview(rules, index, runIds)
        const chosen = runIds.length > 0 ? runIds : world.runIds
        const context = `seed ${seed}, round ${round}: ${JSON.stringify(rules)}`
        expectEqual(shown, await runRecipe(store.db.pool, experimentId, chosen, rules), context)
        checked += 1
        const { curve } = shown
        if (!curve || index === null) continue
        const stop = 10 * Math.floor(random() * 101)
        const min = evenStops(curve, 1001)[stop] as number
        const moved = rules.with(index, { ...rules[index], enabled: true, min } as Rule)
        const there = await runRecipe(store.db.pool, experimentId, chosen, moved)
        expect(curve.episodes[stop], context).toBe(there.totals.episodes)
        expect(curve.tasks[stop], context).toBe(there.totals.tasks)
        expect(curve.contentTokens[stop], context).toBe(there.totals.contentTokens)
        expect(curve.assistantTokens[stop], context).toBe(there.totals.assistantTokens)
        const tasks = shown.composition.tasks.map(({ key }, task) => [
          key,
          curve.composition.tasks[task]?.[stop / 10],
        ])
        expect(Object.fromEntries(tasks.filter(([, count]) => count)), context).toEqual(there.tasks)
      }
    }
    expect(checked).toBeGreaterThanOrEqual(500)
  }, 60_000)

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

function expectEqual(
  shown: CurationPreview,
  said: Awaited<ReturnType<typeof runRecipe>>,
  context: string,
): void {
  const { scoreSum, ...totals } = shown.totals
  const { scoreSum: expectedSum, ...expected } = said.totals
  expect(totals, context).toEqual(expected)
  expect(scoreSum, context).toBeCloseTo(expectedSum, 9)
  expect(shown.episodeCount, context).toBe(said.episodeCount)
  expect(
    shown.funnel.map(({ kept }) => kept),
    context,
  ).toEqual(said.kept)
  expect(
    shown.funnel.map(({ examples }) => examples),
    context,
  ).toEqual(said.examples)
  const tasks = shown.composition.tasks.filter(({ kept }) => kept > 0)
  expect(Object.fromEntries(tasks.map(({ key, kept }) => [key, kept])), context).toEqual(said.tasks)
  expect(shown.composition.labels, context).toEqual(said.labels)
}

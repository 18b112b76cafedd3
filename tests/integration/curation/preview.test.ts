import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { getCurationCurve as curveRoute, previewCuration as route } from "@/lib/contracts/curation"
import type { RouteInput } from "@/lib/contracts/route"
import { newId } from "@/lib/db/new-id"
import { evenStops } from "@/lib/domain/curation/stops"
import { STRANGER } from "@/lib/domain/policy"
import { getCurationCurve } from "@/lib/services/curation/curve"
import { previewCuration } from "@/lib/services/curation/preview"
import { createLabels } from "@/lib/services/label/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeExperiment, makeRun, makeRunWith } from "@/tests/factories/run"

const SCORES = [0, 0.25, 0.5, 0.75, 1]

describe("the preview of a recipe", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const preview = (input: RouteInput<typeof route>, role: "viewer" | "editor" = "viewer") =>
    previewCuration(store.as(role), route.input.parse(input))

  const curveOf = (input: RouteInput<typeof curveRoute>) =>
    getCurationCurve(store.as("viewer"), curveRoute.input.parse(input))

  /** Two attempts at each of five tasks, scores 0 to 1. */
  const makeScoredRun = () =>
    makeRunWith(
      store.as("editor"),
      SCORES.flatMap((score, task) =>
        [0, 1].map((trial) => makeEpisodeInput({ taskKey: `t${task}`, trial, score, success: score >= 0.5 })),
      ),
    )

  /** A transaction of somebody else that has written and is not over: what began after it cannot be told from what it may still bring. */
  const openTransaction = async () => {
    const client = await store.db.pool.connect()
    await client.query("BEGIN")
    await client.query("SELECT pg_current_xact_id()")
    const end = () => client.query("COMMIT")
    return { end, [Symbol.asyncDispose]: async () => client.release(true) }
  }

  it("counts what every rule keeps and drops, with examples of the dropped", async () => {
    const { run, episodeIds } = await makeScoredRun()
    const { funnel, totals, episodeCount, taskCount, composition } = await preview({
      experimentId: run.experimentId,
      rules: [{ type: "success" }, { type: "success", enabled: false }, { type: "taskCap", max: 1 }],
    })
    expect([episodeCount, taskCount]).toEqual([10, 5])
    expect(funnel.map(({ before, kept, dropped }) => [before, kept, dropped])).toEqual([
      [10, 6, 4],
      [6, 6, 0],
      [6, 3, 3],
    ])
    expect(new Set(funnel[0]?.examples)).toEqual(new Set(episodeIds.slice(0, 4)))
    expect(totals).toMatchObject({ episodes: 3, tasks: 3, scoreSum: 2.25 })
    expect(composition.runs).toEqual([{ runId: run.id, name: run.name, kept: 3, of: 10 }])
    expect(composition.tasks.filter(({ kept }) => kept > 0).map(({ key }) => key)).toEqual(["t2", "t3", "t4"])
    expect(composition.labels).toEqual({ none: 3 })
  })

  it("says at every stop of the threshold what the rules would keep there", async () => {
    const { run } = await makeScoredRun()
    const rules = (min: number) => [
      { type: "threshold" as const, metric: "score", min },
      { type: "taskCap" as const, max: 1 },
    ]
    const { experimentId } = run
    const { curve } = await curveOf({ experimentId, rules: rules(0.6), thresholdRule: 0 })
    expect(curve?.episodes).toHaveLength(1001)
    const stops = evenStops({ low: curve?.low ?? 0, high: curve?.high ?? 0 }, 1001)
    for (const stop of [0, 1, 250, 251, 750, 999, 1000]) {
      const { totals } = await preview({ experimentId, rules: rules(stops[stop] as number) })
      expect(totals).toMatchObject({
        episodes: curve?.episodes[stop],
        tasks: curve?.tasks[stop],
        contentTokens: curve?.contentTokens[stop],
        assistantTokens: curve?.assistantTokens[stop],
      })
    }
  })

  it("follows along the threshold what is kept of every task, run, label and stop reason", async () => {
    const { run } = await makeScoredRun()
    const rules = [{ type: "threshold" as const, metric: "score", min: 1 }]
    const { curve } = await curveOf({ experimentId: run.experimentId, rules, thresholdRule: 0 })
    const { tasks, runs, labels, stopReasons } = curve?.composition ?? {}
    expect(tasks?.map(({ key }) => key).sort()).toEqual(["t0", "t1", "t2", "t3", "t4"])
    expect(tasks?.find(({ key }) => key === "t2")?.counts.slice(49, 53)).toEqual([2, 2, 0, 0])
    expect(runs).toEqual([{ runId: run.id, counts: expect.arrayContaining([10, 2]) }])
    expect(labels?.none).toHaveLength(101)
    expect(stopReasons?.completed?.at(-1)).toBe(2)
  })

  it("names another revision after a change, and the same while there is none, whatever else is under way", async () => {
    await using other = await openTransaction()
    const { run, episodeIds } = await makeScoredRun()
    const { experimentId } = run
    const revisionOf = async () => (await preview({ experimentId, rules: [] })).revision
    const first = await revisionOf()
    expect(await revisionOf()).toBe(first)
    const person = await createPerson(store.db, { role: "labeler" })
    const label = { experimentId, episodeIds: [episodeIds[0] as string], stepIdx: null }
    await createLabels(store.as("labeler", person.id), { ...label, key: "verdict", value: "bad" })
    const second = await revisionOf()
    expect(second).not.toBe(first)
    await other.end()
    expect(await revisionOf()).toBe(second)
  })

  it("puts every episode that reaches the threshold into one bin, apart by label", async () => {
    const { run, episodeIds } = await makeScoredRun()
    const person = await createPerson(store.db, { role: "labeler" })
    const { experimentId } = run
    const label = { experimentId, episodeIds: [episodeIds[9] as string], stepIdx: null }
    await createLabels(store.as("labeler", person.id), { ...label, key: "verdict", value: "good" })
    const rules = [{ type: "threshold" as const, metric: "score", min: 0.5 }]
    const { histogram } = await preview({ experimentId, rules, thresholdRule: 0, bins: 4 })
    expect(histogram?.edges).toEqual(SCORES)
    expect(histogram?.counts).toMatchObject({ good: [0, 0, 0, 1], none: [2, 2, 2, 3] })
    expect(histogram?.missing).toBe(0)
  })

  it("has no histogram of a metric that nothing has", async () => {
    const { run } = await makeScoredRun()
    const rules = [{ type: "threshold" as const, metric: "style", min: 0.5 }]
    const answer = await preview({ experimentId: run.experimentId, rules, thresholdRule: 0 })
    expect(answer).toMatchObject({
      histogram: null,
      totals: { episodes: 0 },
      metrics: ["score"],
    })
    const asked = { experimentId: run.experimentId, rules, thresholdRule: 0 }
    expect(await curveOf(asked)).toEqual({ curve: null })
    expect(await curveOf({ ...asked, rules: [{ type: "success" }] })).toEqual({ curve: null })
  })

  it("is empty where there is no run", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    expect(await preview({ experimentId, rules: [] })).toMatchObject({ episodeCount: 0, taskCount: 0 })
  })

  it("finds neither experiments that are not there nor runs of another", async () => {
    const { run } = await makeScoredRun()
    const other = await makeRun(store.as("editor"))
    const missing = { code: "NOT_FOUND" }
    await expect(preview({ experimentId: newId(), rules: [] })).rejects.toMatchObject(missing)
    const foreign = { experimentId: run.experimentId, runIds: [other.id], rules: [] }
    await expect(preview(foreign)).rejects.toMatchObject(missing)
    const curve = { rules: [], thresholdRule: 0 }
    await expect(curveOf({ experimentId: newId(), ...curve })).rejects.toMatchObject(missing)
    await expect(curveOf({ ...foreign, ...curve })).rejects.toMatchObject(missing)
  })

  it("is not for strangers", async () => {
    const ctx = { ...store.as("viewer"), actor: STRANGER }
    const input = route.input.parse({ experimentId: newId(), rules: [] })
    await expect(previewCuration(ctx, input)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    const curve = curveRoute.input.parse({ ...input, thresholdRule: 0 })
    await expect(getCurationCurve(ctx, curve)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { getEpisode } from "@/lib/services/episode/get"
import { listEpisodes } from "@/lib/services/episode/list"
import { createLabels } from "@/lib/services/label/create"
import { getNextUnlabelled } from "@/lib/services/label/get-next-unlabelled"
import { listLabels } from "@/lib/services/label/list"
import { getRun } from "@/lib/services/run/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeJudged } from "@/tests/factories/judge"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith } from "@/tests/factories/run"

const order = { sort: "createdAt", order: "asc" } as const

describe("labels", () => {
  let store: TestStore
  let ann: Context
  let ben: Context

  beforeAll(async () => {
    store = await openTestStore()
    ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
    ben = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ben" }))
  })

  afterAll(() => store.close())

  async function makeEpisodes(count: number) {
    const { run, episodeIds } = await makeRunWith(
      store.as("editor"),
      Array.from({ length: count }, () => makeEpisodeInput()),
    )
    return { experimentId: run.experimentId, runId: run.id, ids: episodeIds }
  }

  const read = (experimentId: string, episodeId: string | undefined) =>
    getEpisode(ann, { experimentId, episodeId: episodeId as string, ...order })

  const verdict = (experimentId: string, episodeIds: string[], value: string | null) => ({
    experimentId,
    episodeIds,
    stepIdx: null,
    key: "verdict" as const,
    value,
  })

  it("writes the current verdict beside the episode and counts it in the run", async () => {
    const { experimentId, runId, ids } = await makeEpisodes(2)
    const { items } = await createLabels(ann, verdict(experimentId, ids, "good"))
    expect(items).toMatchObject([
      { episodeId: ids[0], previous: null, label: "good", labelSource: "human" },
      { episodeId: ids[1], previous: null, label: "good" },
    ])
    const episode = await read(experimentId, ids[0])
    expect(episode).toMatchObject({ label: "good", labelSource: "human" })
    expect(episode.labels).toMatchObject([
      { key: "verdict", value: "good", authorName: "Ann", stepIdx: null },
    ])
    const run = await getRun(ann, { experimentId, runId })
    expect(run.statistics.labelled).toEqual({ good: 2, bad: 0, unsure: 0 })
  })

  it("takes back with null, and an undo brings the one before back", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    await createLabels(ann, verdict(experimentId, ids, "good"))
    const changed = await createLabels(ann, verdict(experimentId, ids, "bad"))
    expect(changed.items[0]).toMatchObject({ previous: "good", label: "bad" })
    await createLabels(ann, verdict(experimentId, ids, changed.items[0]?.previous as string))
    expect(await read(experimentId, ids[0])).toMatchObject({ label: "good" })
    await createLabels(ann, verdict(experimentId, ids, null))
    expect(await read(experimentId, ids[0])).toMatchObject({ label: null, labelSource: null, labels: [] })
  })

  it("lets the latest human decide, and leaves the other's verdict when one takes theirs back", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    await createLabels(ann, verdict(experimentId, ids, "good"))
    await createLabels(ben, verdict(experimentId, ids, "bad"))
    expect((await read(experimentId, ids[0])).label).toBe("bad")
    await createLabels(ben, verdict(experimentId, ids, null))
    expect((await read(experimentId, ids[0])).label).toBe("good")
  })

  it("never lets a judge overrule a human", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    await createLabels(ann, verdict(experimentId, ids, "bad"))
    await makeJudged(store.as("admin"), experimentId, new Map(ids.map((id) => [id, "good"])))
    expect(await read(experimentId, ids[0])).toMatchObject({ label: "bad", labelSource: "human" })
    await createLabels(ann, verdict(experimentId, ids, null))
    expect(await read(experimentId, ids[0])).toMatchObject({ label: "good", labelSource: "judge" })
  })

  it("keeps step labels and notes apart from the episode's verdict", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    const step = { experimentId, episodeIds: ids, stepIdx: 2 }
    await createLabels(ann, { ...step, key: "verdict", value: "bad" })
    await createLabels(ann, { ...step, key: "note", value: "calls the wrong tool" })
    await createLabels(ann, { ...step, stepIdx: null, key: "note", value: "see step 3" })
    const episode = await read(experimentId, ids[0])
    expect(episode.label).toBeNull()
    expect(episode.labels.map(({ stepIdx, key }) => [stepIdx, key])).toEqual([
      [null, "note"],
      [2, "verdict"],
      [2, "note"],
    ])
  })

  it("keeps the whole history, newest first", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    for (const value of ["good", "bad", null]) await createLabels(ann, verdict(experimentId, ids, value))
    const { items, nextCursor } = await listLabels(ann, { experimentId, episodeId: ids[0], limit: 2 })
    expect(items.map(({ value }) => value)).toEqual([null, "bad"])
    const rest = await listLabels(ann, { experimentId, limit: 2, cursor: nextCursor as string })
    expect(rest.items.map(({ value, authorName }) => [value, authorName])).toEqual([["good", "Ann"]])
  })

  it("agrees with itself when two people label at once", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    await Promise.all([
      createLabels(ann, verdict(experimentId, ids, "good")),
      createLabels(ben, verdict(experimentId, ids, "bad")),
      createLabels(ann, verdict(experimentId, ids, "unsure")),
    ])
    const [latest] = (await listLabels(ann, { experimentId, limit: 1 })).items
    expect((await read(experimentId, ids[0])).label).toBe(latest?.value)
  })

  it("refuses a value its key does not take, and a step or episode that is not there", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    const other = await makeRun(store.as("editor"))
    await expect(createLabels(ann, verdict(experimentId, ids, "great"))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "A verdict label expects bad, unsure, good.",
    })
    const missing = { code: "NOT_FOUND" }
    await expect(
      createLabels(ann, { ...verdict(experimentId, ids, "good"), stepIdx: 5 }),
    ).rejects.toMatchObject(missing)
    await expect(createLabels(ann, verdict(other.experimentId, ids, "good"))).rejects.toMatchObject(missing)
    expect((await listLabels(ann, { experimentId, limit: 5 })).items).toEqual([])
  })

  it("refuses a viewer", async () => {
    const { experimentId, ids } = await makeEpisodes(1)
    await expect(createLabels(store.as("viewer"), verdict(experimentId, ids, "good"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
  })

  it("hands out the unlabelled episodes of a filter one after the other, from the top again at the end", async () => {
    const { experimentId, ids } = await makeEpisodes(4)
    const { items } = await listEpisodes(ann, { experimentId, ...order, limit: 10 })
    const [first, second, third, fourth] = items.map(({ id }) => id)
    const next = (after?: string) =>
      getNextUnlabelled(ann, { experimentId, ...order, ...(after ? { after } : {}) })
    expect(await next()).toEqual({ episodeId: first, remaining: 4, total: 4 })
    await createLabels(ann, verdict(experimentId, [second as string], "good"))
    expect(await next(first)).toEqual({ episodeId: third, remaining: 3, total: 4 })
    expect(await next(fourth)).toMatchObject({ episodeId: first })
    await createLabels(ann, verdict(experimentId, ids, "bad"))
    expect(await next(fourth)).toEqual({ episodeId: null, remaining: 0, total: 4 })
  })
})

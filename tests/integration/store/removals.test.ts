import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { readMembers, readMessageTexts } from "@/lib/db/dataset.sql"
import { newId } from "@/lib/db/new-id"
import { deleteDataset } from "@/lib/services/dataset/delete"
import { deleteExperiment } from "@/lib/services/experiment/delete"
import { createLabels } from "@/lib/services/label/create"
import { cancelRemoval } from "@/lib/services/removal/cancel"
import { listRemovals } from "@/lib/services/removal/list"
import { runRemoval } from "@/lib/services/removal/run"
import { getRetention } from "@/lib/services/retention/get"
import { previewRetention } from "@/lib/services/retention/preview"
import { updateRetention } from "@/lib/services/retention/update"
import { deleteRun } from "@/lib/services/run/delete"
import { getRun } from "@/lib/services/run/get"
import { verifyStore } from "@/lib/services/store/verify"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeRunWith, sendEpisodes } from "@/tests/factories/run"

let store: TestStore
let ctx: Context

beforeAll(async () => {
  store = await openTestStore()
  const { id } = await createPerson(store.db, { role: "editor" })
  ctx = store.as("editor", id)
})

afterAll(() => store.close())

const make = (count: number) =>
  Array.from({ length: count }, (_, no) => makeEpisodeInput({ score: no / 3, latencyMs: 10 + no }))

async function freeze(experimentId: string, runId: string, episodeIds: readonly string[]) {
  const [recipeId, datasetId] = [newId(), newId()]
  const { prisma } = store.db
  await prisma.recipe.create({
    data: { experimentId, id: recipeId, name: recipeId, version: 1, runIds: [runId], rules: [] },
  })
  const counts = { episodeCount: episodeIds.length, taskCount: 1, tokenCount: 1 }
  const members = { create: episodeIds.map((episodeId, pos) => ({ pos, episodeId, split: "train" })) }
  await prisma.dataset.create({
    data: {
      experimentId,
      id: datasetId,
      name: datasetId,
      recipeId,
      manifest: {},
      hash: "",
      ...counts,
      members,
    },
  })
  return { experimentId, datasetId }
}

async function age(experimentId: string, ids: readonly string[], days: number) {
  await store.db.pool.query(
    `UPDATE "Episode" SET "createdAt" = now() - $3::int * interval '1 day' WHERE "experimentId" = $1 AND id = ANY($2::uuid[])`,
    [experimentId, ids, days],
  )
}

async function countEpisodes(experimentId: string): Promise<number> {
  return store.db.prisma.episode.count({ where: { experimentId } })
}

async function expectNoDifference(experimentId: string) {
  const lines = await Array.fromAsync(verifyStore(store.as("admin"), { experimentId }))
  expect(lines.filter(({ type }) => type === "difference")).toEqual([])
}

/** A deletion that is still to be done, as the worker would find it. */
async function queueRunRemoval(experimentId: string, runId: string, total: number) {
  await store.db.prisma.run.update({
    where: { experimentId_id: { experimentId, id: runId } },
    data: { status: "deleting" },
  })
  return store.db.prisma.removal.create({
    data: { id: newId(), kind: "run", experimentId, runId, name: "a run", status: "queued", total },
  })
}

describe("deleting a run", () => {
  it("leaves a dataset as it was, and says that the source is gone", async () => {
    const { run, episodeIds } = await makeRunWith(ctx, make(5))
    const { experimentId, id: runId } = run
    const dataset = await freeze(experimentId, runId, episodeIds.slice(0, 2))
    const [members, texts] = [
      await readMembers(store.db.pool, dataset, { from: 0, limit: 10 }),
      await readMessageTexts(store.db.pool, experimentId, episodeIds.slice(0, 2)),
    ]
    expect(await deleteRun(ctx, { experimentId, runId })).toMatchObject({
      status: "done",
      total: 5,
      removed: 5,
      kept: 2,
    })
    expect(await countEpisodes(experimentId)).toBe(0)
    expect(await store.db.prisma.step.count({ where: { experimentId } })).toBe(0)
    const after = await readMembers(store.db.pool, dataset, { from: 0, limit: 10 })
    expect(after).toEqual(members.map((member) => ({ ...member, gone: true })))
    expect(await readMessageTexts(store.db.pool, experimentId, episodeIds.slice(0, 2))).toEqual(texts)
    await deleteDataset(ctx, dataset)
    expect(await store.db.prisma.keptStep.count({ where: { experimentId } })).toBe(0)
  })

  it("goes on after a crash, in batches that keep the roll-up exact", async () => {
    const { run } = await makeRunWith(ctx, make(1200))
    const { experimentId, id: runId } = run
    const { id: removalId } = await queueRunRemoval(experimentId, runId, 1200)
    const stop = new AbortController()
    const going = runRemoval(ctx, { removalId }, stop.signal)
    await expect.poll(() => countEpisodes(experimentId)).toBeLessThan(1200)
    stop.abort()
    await going.catch(() => undefined)
    await expectNoDifference(experimentId)
    await runRemoval(ctx, { removalId })
    await expect(getRun(ctx, { experimentId, runId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const [removal] = (await listRemovals(ctx, { experimentId })).items
    expect(removal).toMatchObject({ status: "done", removed: 1200 })
  })

  it("can be cancelled: the rest is a run again", async () => {
    const { run } = await makeRunWith(ctx, make(3))
    const { experimentId, id: runId } = run
    const { id: removalId } = await queueRunRemoval(experimentId, runId, 3)
    await expect(sendEpisodes(ctx, run, make(1))).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(deleteRun(ctx, { experimentId, runId })).rejects.toMatchObject({ code: "CONFLICT" })
    expect(await cancelRemoval(ctx, { removalId })).toMatchObject({ status: "cancelled" })
    await runRemoval(ctx, { removalId })
    expect(await countEpisodes(experimentId)).toBe(3)
    expect((await sendEpisodes(ctx, run, make(1))).accepted).toHaveLength(1)
    await expectNoDifference(experimentId)
  })

  it("is nothing for labelers, and NOT_FOUND where there is none", async () => {
    const { run } = await makeRunWith(ctx, make(1))
    const key = { experimentId: run.experimentId, runId: run.id }
    await expect(deleteRun(store.as("labeler"), key)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(cancelRemoval(store.as("labeler"), { removalId: newId() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(cancelRemoval(ctx, { removalId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(deleteRun(ctx, { ...key, runId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

it("deletes an experiment with what its datasets kept", async () => {
  const { run, episodeIds } = await makeRunWith(ctx, make(2))
  const { experimentId, id: runId } = run
  await freeze(experimentId, runId, episodeIds)
  await deleteRun(ctx, { experimentId, runId })
  expect(await deleteExperiment(ctx, { experimentId })).toMatchObject({ kind: "experiment", status: "done" })
  expect(await store.db.prisma.keptEpisode.count({ where: { experimentId } })).toBe(0)
})

describe("retention", () => {
  it("deletes what is old, neither labelled nor in a dataset, as its preview says", async () => {
    const { run, episodeIds } = await makeRunWith(ctx, make(6))
    const { experimentId, id: runId } = run
    await age(experimentId, episodeIds.slice(0, 5), 40)
    await freeze(experimentId, runId, episodeIds.slice(0, 1))
    await createLabels(ctx, {
      experimentId,
      episodeIds: episodeIds.slice(1, 2),
      stepIdx: null,
      key: "verdict",
      name: "",
      value: "good",
    })
    const rule = { keepDays: 30, keepLabelled: true, keepMembers: true }
    expect(await previewRetention(ctx, { experimentId, ...rule })).toMatchObject({
      episodes: 3,
      steps: 15,
      kept: 0,
    })
    const all = { ...rule, keepLabelled: false, keepMembers: false }
    expect(await previewRetention(ctx, { experimentId, ...all })).toMatchObject({ episodes: 5, kept: 1 })
    await updateRetention(ctx, { experimentId, retention: rule })
    expect(await getRetention(ctx, { experimentId })).toEqual({ retention: rule })
    expect(await countEpisodes(experimentId)).toBe(3)
    expect((await getRun(ctx, { experimentId, runId })).statistics.n).toBe(3)
    await expectNoDifference(experimentId)
    await updateRetention(ctx, { experimentId, retention: null })
    expect(await getRetention(ctx, { experimentId })).toEqual({ retention: null })
  })

  it("is set by editors only, on experiments that are there", async () => {
    const { run } = await makeRunWith(ctx, make(1))
    const retention = { keepDays: 1, keepLabelled: true, keepMembers: true }
    const { experimentId } = run
    await expect(updateRetention(store.as("labeler"), { experimentId, retention })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(updateRetention(ctx, { experimentId: newId(), retention })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(previewRetention(ctx, { experimentId: newId(), ...retention })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(getRetention(ctx, { experimentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

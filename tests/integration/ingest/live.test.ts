import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { liveFactsSchema, liveOutcomeSchema } from "@/lib/contracts/live"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { appendSteps } from "@/lib/services/live/append"
import { closeStaleEpisodes } from "@/lib/services/live/close-stale"
import { finishEpisode } from "@/lib/services/live/finish"
import { getLiveEpisode } from "@/lib/services/live/get"
import { listLiveEpisodes } from "@/lib/services/live/list"
import { openEpisode } from "@/lib/services/live/open"
import { getRun } from "@/lib/services/run/get"
import { verifyStore } from "@/lib/services/store/verify"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, sendEpisodes } from "@/tests/factories/run"

let store: TestStore
let ctx: Context

beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("editor")
})

afterAll(() => store.close())

async function open(facts: Record<string, unknown> = {}) {
  const { experimentId, id: runId } = await makeRun(ctx)
  const input = {
    ...liveFactsSchema.parse({ externalId: "one", taskKey: "t", ...facts }),
    experimentId,
    runId,
  }
  const { id: episodeId } = await openEpisode(ctx, input)
  return { experimentId, runId, episodeId, input }
}

const { messages } = makeEpisodeInput()
const finish = (
  key: { experimentId: string; episodeId: string },
  outcome: Record<string, unknown> = { score: 1, stopReason: "completed" },
) =>
  finishEpisode(ctx, {
    experimentId: key.experimentId,
    episodeId: key.episodeId,
    ...liveOutcomeSchema.parse(outcome),
  })
const append = (key: { experimentId: string; episodeId: string }, from: number, to: number) =>
  appendSteps(ctx, {
    experimentId: key.experimentId,
    episodeId: key.episodeId,
    from,
    messages: messages.slice(from, to),
  })
const read = (key: { experimentId: string; episodeId: string }, from = 0) =>
  getLiveEpisode(ctx, { experimentId: key.experimentId, episodeId: key.episodeId, from })

describe("a live episode", () => {
  it("grows in sight, is counted nowhere, and becomes the episode that a post would have made", async () => {
    const key = await open()
    await append(key, 0, 2)
    expect(await read(key)).toMatchObject({ stepCount: 2, taskKey: "t", steps: [{ idx: 0 }, { idx: 1 }] })
    await append(key, 2, 5)
    expect((await read(key, 3)).steps.map(({ idx }) => idx)).toEqual([3, 4])
    expect(await listLiveEpisodes(ctx, key)).toMatchObject({ count: 1, items: [{ id: key.episodeId }] })
    expect((await getRun(ctx, key)).statistics.n).toBe(0)
    expect(await finish(key)).toEqual({
      id: key.episodeId,
      externalId: "one",
      state: "finished",
      stepCount: 5,
    })
    await expect(read(key)).rejects.toMatchObject({ code: "NOT_FOUND" })
    expect((await getRun(ctx, key)).statistics.n).toBe(1)
    const { experimentId } = key
    const [posted] = (
      await sendEpisodes(ctx, await makeRun(ctx, { experimentId }), [makeEpisodeInput({ messages })])
    ).accepted
    const hashes = await store.db.prisma.episode.findMany({
      where: { experimentId, id: { in: [key.episodeId, posted?.id as string] } },
      select: { contentHash: true, contentTokens: true },
    })
    expect(hashes[0]).toEqual(hashes[1])
    const lines = await Array.fromAsync(verifyStore(store.as("admin"), { experimentId }))
    expect(lines.filter(({ type }) => type === "difference")).toEqual([])
  })

  it("takes everything twice and adds it once", async () => {
    const key = await open()
    expect(await openEpisode(ctx, key.input)).toMatchObject({ id: key.episodeId, state: "running" })
    await append(key, 0, 3)
    expect(await append(key, 1, 4)).toEqual({ stepCount: 4 })
    expect(await append(key, 0, 2)).toEqual({ stepCount: 4 })
    const first = await finish(key, { score: 1, stopReason: "completed" })
    expect(await finish(key, { score: 0 })).toEqual(first)
    expect(await openEpisode(ctx, key.input)).toMatchObject({ id: key.episodeId, state: "finished" })
    expect(await store.db.prisma.episode.findFirst({ where: { id: key.episodeId } })).toMatchObject({
      score: 1,
    })
  })

  it("keeps one of two that append at once", async () => {
    const key = await open()
    await Promise.all([append(key, 0, 4), append(key, 0, 5), append(key, 0, 2)])
    expect((await read(key)).steps).toHaveLength(5)
  })

  it("refuses gaps, other steps at a place, results without calls, and steps after its end", async () => {
    const key = await open()
    await append(key, 0, 2)
    await expect(append(key, 3, 4)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("step 2"),
    })
    const other = {
      experimentId: key.experimentId,
      episodeId: key.episodeId,
      from: 1,
      messages: [{ role: "user" as const, content: "else" }],
    }
    await expect(appendSteps(ctx, other)).rejects.toMatchObject({ code: "CONFLICT" })
    const result = { role: "tool" as const, tool_call_id: "none", content: "x" }
    await expect(appendSteps(ctx, { ...other, from: 2, messages: [result] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    await finish(key)
    await expect(append(key, 2, 3)).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("is closed as abandoned when nobody touched it for long, and not before", async () => {
    const [stale, fresh] = [await open(), await open()]
    await append(stale, 0, 2)
    await store.db.pool.query(
      `UPDATE "LiveEpisode" SET "touchedAt" = now() - interval '2 hours' WHERE id = $1`,
      [stale.episodeId],
    )
    expect(await closeStaleEpisodes(ctx, { abandonedAfterMs: 3_600_000 })).toBe(1)
    const found = await store.db.prisma.episode.findFirst({ where: { id: stale.episodeId } })
    expect(found).toMatchObject({ stopReason: "abandoned", stepCount: 2, score: null })
    expect((await read(fresh)).stepCount).toBe(0)
  })

  it("ends with its first outcome when the end was interrupted", async () => {
    const key = await open()
    await append(key, 0, 5)
    await store.db.pool.query(
      `UPDATE "LiveEpisode" SET outcome = '{"score": 0.5, "stopReason": "max_steps"}', "touchedAt" = now() - interval '5 minutes' WHERE id = $1`,
      [key.episodeId],
    )
    await expect(append(key, 5, 5)).resolves.toEqual({ stepCount: 5 })
    expect(await closeStaleEpisodes(ctx, { abandonedAfterMs: 3_600_000 })).toBe(1)
    const found = await store.db.prisma.episode.findFirst({ where: { id: key.episodeId } })
    expect(found).toMatchObject({ stopReason: "max_steps", score: 0.5 })
  })

  it("is written by editors, into runs and experiments that are there", async () => {
    const key = await open()
    const labeler = store.as("labeler")
    await expect(openEpisode(labeler, key.input)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(appendSteps(labeler, { ...key, from: 0, messages: [] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(openEpisode(ctx, { ...key.input, runId: newId() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(append({ ...key, experimentId: newId() }, 0, 1)).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(finish({ ...key, episodeId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(listLiveEpisodes(ctx, { experimentId: newId() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { rebuildRunRollup } from "@/lib/db/recompute.sql"
import { getEpisode } from "@/lib/services/episode/get"
import { listSteps } from "@/lib/services/step/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

const order = { sort: "createdAt", order: "desc" } as const

describe.each([18, 15] as const)("ingest on Postgres %i", (server) => {
  let store: TestStore

  beforeAll(async () => {
    store = await openTestStore({ server })
  })

  afterAll(() => store.close())

  const readRow = (run: { experimentId: string; id: string }) =>
    store.db.prisma.run.findUniqueOrThrow({
      where: { experimentId_id: { experimentId: run.experimentId, id: run.id } },
    })

  it("stores an episode whole: outcome, messages in order, tokens", async () => {
    const ctx = store.as("editor")
    const { run, episodeIds } = await makeRunWith(ctx, [
      makeEpisodeInput({
        taskKey: "the task",
        taskSplit: "test",
        trial: 2,
        score: 0.5,
        success: false,
        metrics: { f1: 0.25 },
        tags: ["hard", "slow"],
        seed: 7,
        latencyMs: 1234.4,
        environmentCostUsd: 0.002,
      }),
    ])
    const key = { experimentId: run.experimentId, episodeId: episodeIds[0] as string }
    const episode = await getEpisode(ctx, { ...key, ...order })
    expect(episode).toMatchObject({
      task: { no: 1, key: "the task", split: "test" },
      trial: 2,
      score: 0.5,
      success: false,
      metrics: { f1: 0.25 },
      tags: ["hard", "slow"],
      seed: 7,
      stepCount: 5,
      latencyMs: 1234,
      environmentCostUsd: 0.002,
      costUsd: null,
      costKind: null,
    })
    expect(episode.contentTokens).toBeGreaterThan(episode.assistantTokens)
    const steps = await listSteps(ctx, { ...key, from: 0, limit: 100 })
    expect(steps.items.map(({ message }) => message.role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
      "assistant",
    ])
    expect(steps.items[0]?.promptId).not.toBeNull()
    expect(steps.items[3]?.message).toMatchObject({ tool_call_id: "call_0", name: "find", content: "found" })
  })

  it("adds nothing when the same episodes come again", async () => {
    const ctx = store.as("editor")
    const episodes = Array.from({ length: 7 }, () => makeEpisodeInput())
    const { run } = await makeRunWith(ctx, episodes)
    const before = await readRow(run)
    const again = await sendEpisodes(ctx, run, episodes)
    expect(again).toMatchObject({ accepted: [], rejected: [] })
    expect(again.duplicates).toHaveLength(7)
    expect(await readRow(run)).toEqual(before)
  })

  it("answers a duplicate with the id it is stored under", async () => {
    const ctx = store.as("editor")
    const { run, episodeIds } = await makeRunWith(ctx, [makeEpisodeInput({ externalId: "one" })])
    const again = await sendEpisodes(ctx, run, [makeEpisodeInput({ externalId: "one" })])
    expect(again.duplicates).toEqual([{ id: episodeIds[0], externalId: "one" }])
  })

  it("takes one of two episodes with one id in the same batch", async () => {
    const ctx = store.as("editor")
    const run = await makeRun(ctx)
    const id = "01a20000-0000-7000-8000-000000000001"
    const result = await sendEpisodes(ctx, run, [
      makeEpisodeInput({ id, externalId: "a" }),
      makeEpisodeInput({ id, externalId: "b" }),
      makeEpisodeInput({ externalId: "a" }),
    ])
    expect(result.accepted).toMatchObject([{ id, externalId: "a" }])
    expect(result.duplicates).toHaveLength(2)
  })

  it("numbers tasks without gaps when writers race", async () => {
    const ctx = store.as("editor")
    const first = await makeRun(ctx)
    const second = await makeRun(ctx, { experimentId: first.experimentId })
    const tasks = Array.from({ length: 40 }, (_, index) => `shared-${index}`)
    const episodesFor = (run: string) =>
      tasks.map((taskKey) => makeEpisodeInput({ taskKey, externalId: `${run}/${taskKey}` }))
    await Promise.all([
      sendEpisodes(ctx, first, episodesFor("first")),
      sendEpisodes(ctx, second, episodesFor("second").reverse()),
    ])
    const rows = await store.db.prisma.task.findMany({
      where: { experimentId: first.experimentId },
      orderBy: { no: "asc" },
    })
    expect(rows.map(({ no }) => no)).toEqual(tasks.map((_, index) => index + 1))
  })

  it("keeps roll-ups exact under concurrent writers that overlap", async () => {
    const ctx = store.as("editor")
    const run = await makeRun(ctx)
    const episodes = Array.from({ length: 120 }, (_, index) =>
      makeEpisodeInput({
        score: (index % 10) / 10,
        success: index % 3 === 0,
        costUsd: index / 1000,
        latencyMs: 10 + index * 37,
        stopReason: index % 5 === 0 ? "max_steps" : "completed",
      }),
    )
    const slices = [episodes.slice(0, 80), episodes.slice(40), episodes.slice(20, 100).reverse()]
    const results = await Promise.all(slices.map((slice) => sendEpisodes(ctx, run, slice)))
    expect(results.reduce((sum, { accepted }) => sum + accepted.length, 0)).toBe(120)
    const rolledUp = await readRow(run)
    await rebuildRunRollup(store.db, { experimentId: run.experimentId, runId: run.id })
    const recounted = await readRow(run)
    expect(rolledUp.episodeCount).toBe(120)
    expect(rolledUp.costMicroSum).toBe(7_140_000n)
    const { scoreSum, scoreSumSquares, costMicroSumSquares, revision: _, ...exact } = rolledUp
    expect(recounted).toMatchObject(exact)
    expect(recounted.scoreSum).toBeCloseTo(scoreSum, 9)
    expect(recounted.scoreSumSquares).toBeCloseTo(scoreSumSquares, 9)
    expect(recounted.costMicroSumSquares / costMicroSumSquares).toBeCloseTo(1, 9)
  })

  it("stores what JSON can hold and Postgres text cannot", async () => {
    const ctx = store.as("editor")
    const content = "a\u0000b\ud800c"
    const { run, episodeIds } = await makeRunWith(ctx, [
      makeEpisodeInput({
        messages: [
          { role: "system", content },
          { role: "assistant", content },
        ],
      }),
    ])
    const key = { experimentId: run.experimentId, episodeId: episodeIds[0] as string }
    const steps = await listSteps(ctx, { ...key, from: 0, limit: 10 })
    expect(steps.items.map(({ message }) => message.content)).toEqual([content, content])
  })

  it("rejects only the record the database refuses", async () => {
    const ctx = store.as("editor")
    const run = await makeRun(ctx)
    const episodes = Array.from({ length: 9 }, () => makeEpisodeInput())
    const bad = { ...makeEpisodeInput(), detail: { text: "NUL \u0000" } }
    const result = await sendEpisodes(ctx, run, [...episodes.slice(0, 4), bad, ...episodes.slice(4)])
    expect(result.accepted).toHaveLength(9)
    expect(result.rejected).toMatchObject([
      { line: 5, reason: "a text holds characters that cannot be stored" },
    ])
    expect((await readRow(run)).episodeCount).toBe(9)
  })

  it("keeps an episode of 10,000 steps and reads a window of it", async () => {
    const ctx = store.as("editor")
    const messages = Array.from({ length: 10_000 }, (_, index) =>
      index % 2 === 0 ? { role: "user", content: `u${index}` } : { role: "assistant", content: `a${index}` },
    )
    const { run, episodeIds } = await makeRunWith(ctx, [makeEpisodeInput({ messages })])
    const key = { experimentId: run.experimentId, episodeId: episodeIds[0] as string }
    const page = await listSteps(ctx, { ...key, from: 9_950, limit: 100 })
    expect(page).toMatchObject({ total: 10_000, nextFrom: null })
    expect(page.items).toHaveLength(50)
    expect(page.items[0]?.message.content).toBe("u9950")
  })
})

describe("ingest leaves nothing half-written", () => {
  it("rolls prompts, tasks, episodes and steps back together", async () => {
    await using store = await openTestStore()
    const ctx = store.as("editor")
    const run = await makeRun(ctx)
    await store.db.pool.query(`ALTER TABLE "Step" ADD CONSTRAINT refuse CHECK (tool IS DISTINCT FROM 'find')`)
    await expect(sendEpisodes(ctx, run, [makeEpisodeInput()])).rejects.toThrow("refuse")
    const { rows } = await store.db.pool.query(
      `SELECT (SELECT count(*) FROM "Episode") + (SELECT count(*) FROM "Task") + (SELECT count(*) FROM "Step")
            + (SELECT count(*) FROM "Prompt") AS left`,
    )
    expect(rows).toEqual([{ left: "0" }])
  })
})

describe("who may ingest", () => {
  it("refuses a labeler, and a run of another experiment", async () => {
    await using store = await openTestStore()
    const run = await makeRun(store.as("editor"))
    const other = await makeRun(store.as("editor"))
    await expect(sendEpisodes(store.as("labeler"), run, [makeEpisodeInput()])).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    const mixed = { experimentId: other.experimentId, id: run.id }
    await expect(sendEpisodes(store.as("editor"), mixed, [makeEpisodeInput()])).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })
})

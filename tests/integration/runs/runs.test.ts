import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { getEpisodeTools } from "@/lib/services/episode/get-tools"
import { createRun } from "@/lib/services/run/create"
import { deleteRun } from "@/lib/services/run/delete"
import { getRun } from "@/lib/services/run/get"
import { listRuns } from "@/lib/services/run/list"
import { updateRun } from "@/lib/services/run/update"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRun, makeRunWith } from "@/tests/factories/run"

const tool = { type: "function", function: { name: "find", parameters: { type: "object" } } }

describe("runs", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
  })

  afterAll(() => store.close())

  it("summarises its episodes", async () => {
    const outcomes = [
      { taskKey: "a", trial: 0, score: 1, success: true, costUsd: 0.1, latencyMs: 100 },
      { taskKey: "a", trial: 1, score: 0, success: false, costUsd: 0.3, latencyMs: 200 },
      { taskKey: "b", trial: 0, score: 1, success: true, costUsd: null, latencyMs: null },
      { taskKey: "b", trial: 1, score: 1, success: true, costUsd: null, latencyMs: null },
    ]
    const { run } = await makeRunWith(
      ctx,
      outcomes.map((outcome) => makeEpisodeInput(outcome)),
    )
    const { statistics } = run
    expect(statistics).toMatchObject({
      n: 4,
      tasks: 2,
      trials: 2,
      successRate: { value: 0.75, n: 4, tasks: 2 },
      meanScore: { value: 0.75 },
      cost: { perTaskUsd: { value: 0.2, n: 2 }, totalUsd: 0.4, coverage: 0.5, kinds: { reported: 2 } },
      latencyMs: { n: 2 },
      stopReasons: { completed: 4 },
      meanSteps: 5,
      meanInputTokens: null,
    })
    expect(statistics.cost.perSuccessUsd).toBeCloseTo(0.2 / 0.75, 12)
    expect(statistics.latencyMs.p50).toBeGreaterThan(99)
    expect(statistics.latencyMs.p50).toBeLessThan(101)
    expect(statistics.passK.map(({ value }) => value)).toEqual([0.75, 0.5])
  })

  it("says nothing about a run without episodes", async () => {
    const { statistics } = await makeRun(ctx)
    expect(statistics).toMatchObject({
      n: 0,
      successRate: { value: null },
      cost: { perTaskUsd: { value: null }, perSuccessUsd: null, coverage: null },
      latencyMs: { p50: null, p95: null },
      passK: [],
    })
  })

  it("lists teachers, students, then baselines", async () => {
    const { id: experimentId } = await makeExperiment(ctx)
    for (const role of ["baseline", "student", "teacher"] as const) await makeRun(ctx, { experimentId, role })
    const roles = (await listRuns(ctx, { experimentId })).items.map(({ role }) => role)
    expect(roles).toEqual(["teacher", "student", "baseline"])
    expect((await listRuns(ctx, { experimentId, role: ["student"] })).count).toBe(1)
  })

  it("answers the run that is there when it is created again, and adds tools it lacked", async () => {
    const { id: experimentId } = await makeExperiment(ctx)
    const input = { experimentId, name: "the run", role: "teacher", modelName: "again", config: {} } as const
    const first = await createRun(ctx, input)
    expect(first.hasTools).toBe(false)
    const [second, third] = await Promise.all([
      createRun(ctx, { ...input, tools: [tool] }),
      createRun(ctx, input),
    ])
    expect([second.id, third.id]).toEqual([first.id, first.id])
    expect((await getRun(ctx, { experimentId, runId: first.id })).hasTools).toBe(true)
    await expect(createRun(ctx, { ...input, modelName: "another" })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })

  it("creates one run when two ask at once", async () => {
    const { id: experimentId } = await makeExperiment(ctx)
    const input = {
      experimentId,
      name: "race",
      role: "teacher",
      modelName: "racing model",
      config: {},
    } as const
    const runs = await Promise.all(Array.from({ length: 5 }, () => createRun(ctx, input)))
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
  })

  it("offers the run's tools to episodes that brought none", async () => {
    const other = { type: "function", function: { name: "other" } }
    const episodes = [makeEpisodeInput(), makeEpisodeInput({ tools: [other] })]
    const { run, episodeIds } = await makeRunWith(ctx, episodes, { tools: [tool] })
    const read = (index: number) =>
      getEpisodeTools(ctx, { experimentId: run.experimentId, episodeId: episodeIds[index] as string })
    expect(await read(0)).toEqual({ tools: [tool], source: "run" })
    expect(await read(1)).toEqual({ tools: [other], source: "episode" })
  })

  it("refuses tools that are none, by place", async () => {
    await expect(makeRun(ctx, { tools: [tool, { name: "find" }] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("tools.1"),
    })
  })

  it("is deleted with its steps, which a dataset keeps", async () => {
    const { run, episodeIds } = await makeRunWith(ctx, [makeEpisodeInput()])
    const { experimentId, id: runId } = run
    const recipe = { experimentId, id: crypto.randomUUID() }
    await store.db.prisma.recipe.create({
      data: { ...recipe, name: "r", version: 1, runIds: [runId], rules: [] },
    })
    const dataset = { experimentId, id: crypto.randomUUID() }
    await store.db.prisma.dataset.create({
      data: {
        ...dataset,
        name: "frozen",
        recipeId: recipe.id,
        manifest: {},
        hash: "",
        episodeCount: 1,
        taskCount: 1,
        tokenCount: 1,
        members: { create: [{ pos: 0, episodeId: episodeIds[0] as string, split: "train" }] },
      },
    })
    await deleteRun(ctx, { experimentId, runId })
    expect(await store.db.prisma.keptEpisode.count({ where: { experimentId } })).toBe(1)
    expect(await store.db.prisma.step.count({ where: { experimentId } })).toBe(0)
    await expect(getRun(ctx, { experimentId, runId })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("is not found in another experiment, and not changed by a labeler", async () => {
    const run = await makeRun(ctx)
    const { id: elsewhere } = await makeExperiment(ctx)
    const foreign = { experimentId: elsewhere, runId: run.id }
    const own = { experimentId: run.experimentId, runId: run.id }
    const labeler = store.as("labeler")
    for (const refused of [
      () => getRun(ctx, foreign),
      () => deleteRun(ctx, foreign),
      () => updateRun(ctx, { ...foreign, name: "x" }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "NOT_FOUND" })
    }
    for (const refused of [
      () => updateRun(labeler, { ...own, name: "x" }),
      () => deleteRun(labeler, own),
      () =>
        createRun(labeler, {
          experimentId: elsewhere,
          name: "x",
          role: "teacher",
          modelName: "m",
          config: {},
        }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "FORBIDDEN" })
    }
    expect(await updateRun(ctx, { ...own, name: "renamed", role: "baseline" })).toMatchObject({
      name: "renamed",
      role: "baseline",
    })
  })
})

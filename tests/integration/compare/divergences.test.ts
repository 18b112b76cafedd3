import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createDatasetRoute } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { blameData } from "@/lib/services/compare/blame"
import { listDivergences } from "@/lib/services/compare/list-divergences"
import { createDataset } from "@/lib/services/dataset/create"
import { diffEpisodes } from "@/lib/services/episode/diff"
import { claimItems } from "@/lib/services/queue/claim"
import { createQueue } from "@/lib/services/queue/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeExperiment, makeRunWith, sendEpisodes } from "@/tests/factories/run"

describe("where two runs part", () => {
  let store: TestStore
  let ctx: Context
  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("viewer")
  })
  afterAll(() => store.close())

  const attempt = (task: number, trial: number, tool: string, success: boolean | null) =>
    makeEpisodeInput({
      taskKey: `t${task}`,
      trial,
      success,
      messages: [
        { role: "system", content: "Use the tools." },
        { role: "user", content: "go" },
        ...["first", tool].flatMap((name, index) => [
          {
            role: "assistant",
            content: null,
            tool_calls: [{ id: `c${index}`, type: "function", function: { name, arguments: "{}" } }],
          },
          { role: "tool", tool_call_id: `c${index}`, content: "found ".repeat(50) },
        ]),
        { role: "assistant", content: `done by ${tool}` },
      ],
    })

  async function makePair(teacher: ReturnType<typeof attempt>[], student: ReturnType<typeof attempt>[]) {
    const editor = store.as("editor")
    const { id: experimentId } = await makeExperiment(editor)
    const ours = await makeRunWith(editor, teacher, { experimentId, role: "teacher" })
    const theirs = await makeRunWith(editor, student, { experimentId, role: "student" })
    const input = { experimentId, teacherRunId: ours.run.id, studentRunId: theirs.run.id }
    return { input, ours, theirs }
  }

  it("pairs attempts of equal trial number and counts how they part", async () => {
    const { input, ours, theirs } = await makePair(
      [
        attempt(1, 0, "a", true),
        attempt(1, 1, "a", true),
        attempt(2, 0, "a", false),
        attempt(9, 0, "a", true),
      ],
      [
        attempt(1, 0, "b", false),
        attempt(1, 1, "a", true),
        attempt(2, 0, "b", null),
        attempt(8, 0, "b", true),
      ],
    )
    const found = await listDivergences(ctx, input)
    expect(found).toMatchObject({ tasks: 2, pairs: 3, compared: 3, same: 1 })
    expect(found.outcomes).toEqual({
      both_succeed: 1,
      both_fail: 0,
      only_first: 1,
      only_second: 0,
      unknown: 1,
    })
    expect(found.points).toMatchObject([{ kind: "other_tool", tool: "a", otherTool: "b", count: 2 }])
    expect(found.actions).toMatchObject([{ action: 2, count: 2 }])
    expect(found.points[0]?.examples[0]).toMatchObject({
      task: { key: "t1" },
      teacherEpisodeId: ours.episodeIds[0],
      studentEpisodeId: theirs.episodeIds[0],
      outcome: "only_first",
    })
    const [episodeId, otherId] = [ours.episodeIds[0]!, theirs.episodeIds[0]!]
    const { experimentId } = input
    const { rows, firstDivergence } = await diffEpisodes(ctx, { experimentId, episodeId, otherId })
    expect(rows[firstDivergence!]?.left?.tools).toEqual(["a"])
  })

  it("goes on where the last request stopped, and begins again when a run has changed", async () => {
    const tasks = Array.from({ length: 60 }, (_, task) => task)
    const { input, ours } = await makePair(
      tasks.map((task) => attempt(task, 0, "a", true)),
      [...tasks.map((task) => attempt(task, 0, "b", true)), attempt(60, 0, "b", true)],
    )
    expect(await listDivergences(ctx, input, { budgetMs: 0 })).toMatchObject({ pairs: 60, compared: 0 })
    const [one, other] = await Promise.all([listDivergences(ctx, input), listDivergences(ctx, input)])
    expect(one).toMatchObject({ compared: 60, points: [{ count: 60 }] })
    expect(other).toEqual(one)
    await sendEpisodes(store.as("editor"), ours.run, [attempt(60, 0, "b", true)])
    expect(await listDivergences(ctx, input)).toMatchObject({ pairs: 61, compared: 61, same: 1 })
  })

  it("names no episode that the caller judges blind", async () => {
    const { input, ours } = await makePair([attempt(1, 0, "a", true)], [attempt(1, 0, "b", false)])
    const { experimentId } = input
    const { id: queueId } = await createQueue(store.as("editor"), {
      experimentId,
      name: "Blind",
      source: { kind: "filter", filter: { runId: [ours.run.id] }, count: null },
      reviewsPerItem: 1,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
    })
    const labeler = asPerson(store.db, await createPerson(store.db, { role: "labeler" }))
    await claimItems(labeler, { experimentId, queueId, hand: 1 })
    const seen = await listDivergences(labeler, input)
    expect(seen.points).toMatchObject([{ count: 1, examples: [] }])
    expect((await listDivergences(ctx, input)).points[0]?.examples).toHaveLength(1)
  })

  it("is refused for a run against itself, for one of elsewhere and to strangers", async () => {
    const { input } = await makePair([attempt(1, 0, "a", true)], [attempt(1, 0, "b", false)])
    const other = await makePair([attempt(1, 0, "a", true)], [])
    const self = { ...input, studentRunId: input.teacherRunId }
    await expect(listDivergences(ctx, self)).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const foreign = { ...input, teacherRunId: other.input.teacherRunId }
    await expect(listDivergences(ctx, foreign)).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(
      listDivergences({ ...ctx, actor: { ...ctx.actor, role: "none" as never } }, input),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
  })

  it("finds the training episodes that do what a student does where it parts", async () => {
    const { input, ours, theirs } = await makePair(
      [attempt(1, 0, "a", true), ...[2, 3, 4].map((task) => attempt(task, 0, task < 4 ? "b" : "a", true))],
      [attempt(1, 0, "b", false)],
    )
    const { experimentId } = input
    const [left, right] = [ours.episodeIds[0]!, theirs.episodeIds[0]!]
    const ask = (over: object = {}) =>
      blameData(ctx, { experimentId, episodeId: left, otherId: right, ...over })
    expect(await ask()).toEqual({ dataset: null, habit: null, read: 0, count: 0, episodes: [] })
    const runIds = [input.teacherRunId]
    const rules = [{ type: "success", enabled: true }] as const
    const dataset = await createDataset(
      store.as("editor"),
      createDatasetRoute.input.parse({
        experimentId,
        name: "taught",
        runIds,
        rules,
        split: { validation: 0 },
      }),
    )
    const { modelId } = await store.db.prisma.run.findFirstOrThrow({ where: { id: input.studentRunId } })
    const of = { experimentId, id: newId(), datasetId: dataset.id, modelId, idempotencyKey: newId() }
    const how = { provider: "embedded", baseModel: "none", objective: "success", status: "done" }
    await store.db.prisma.fineTune.create({ data: { ...of, ...how } })
    const train = await store.db.prisma.datasetMember.count({
      where: { experimentId, datasetId: dataset.id, split: "train" },
    })
    const found = await ask()
    expect(found).toMatchObject({
      dataset: { name: "taught" },
      habit: { after: "first", next: "b" },
      read: train,
    })
    expect(found.episodes.map(({ step }) => step)).toEqual(Array(found.count).fill(4))
    expect(found.count).toBeGreaterThan(0)
    expect(found.count).toBeLessThanOrEqual(2)
    await expect(ask({ otherId: ours.episodeIds[1]! })).rejects.toMatchObject({ code: "INVALID_INPUT" })
    await expect(ask({ otherId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "none" as never } }
    await expect(
      blameData(stranger, { experimentId, episodeId: left, otherId: right }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

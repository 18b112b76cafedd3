import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { claimItems } from "@/lib/services/queue/claim"
import { createQueue } from "@/lib/services/queue/create"
import { getTask } from "@/lib/services/task/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith } from "@/tests/factories/run"

describe("all attempts at a task", () => {
  let store: TestStore
  let ctx: Context
  let experimentId: string
  let taskNo: number
  let ids: string[]

  const attempt = (trial: number, success: boolean, tools: string[]) =>
    makeEpisodeInput({
      taskKey: "one",
      trial,
      success,
      messages: [
        { role: "user", content: "go" },
        ...tools.flatMap((name, index) => [
          {
            role: "assistant",
            content: null,
            tool_calls: [{ id: `c${index}`, type: "function", function: { name, arguments: '{"q":"x"}' } }],
          },
          { role: "tool", tool_call_id: `c${index}`, content: "found", error: name === "broken" },
        ]),
      ],
    })

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("viewer")
    const editor = store.as("editor")
    const teacher = await makeRunWith(
      editor,
      [attempt(0, false, ["a"]), attempt(1, true, ["a", "b", "c"]), makeEpisodeInput({ taskKey: "two" })],
      { role: "teacher" },
    )
    experimentId = teacher.run.experimentId
    const student = await makeRunWith(editor, [attempt(0, false, ["a", "x", "broken", "c"])], {
      experimentId,
      role: "student",
    })
    ids = [...teacher.episodeIds, ...student.episodeIds]
    const row = await store.db.prisma.episode.findFirstOrThrow({ where: { id: ids[0]! } })
    taskNo = row.taskNo
  })
  afterAll(() => store.close())

  const draw = ({ attempts }: Awaited<ReturnType<typeof getTask>>) =>
    attempts.map(({ cells }) => cells.map((cell) => cell?.tools.join() ?? "."))

  it("stand beside the first success of a teacher, run by run", async () => {
    const task = await getTask(ctx, { experimentId, taskNo })
    expect(task).toMatchObject({ task: { key: "one" }, attemptCount: 3, referenceId: ids[1] })
    expect(task.runs.map(({ run, count, successCount }) => [run.role, count, successCount])).toEqual([
      ["teacher", 2, 1],
      ["student", 1, 0],
    ])
    expect(draw(task)).toEqual([
      ["a", ".", ".", "."],
      ["a", "b", ".", "c"],
      ["a", "x", "broken", "c"],
    ])
    const cells = task.attempts[2]?.cells
    expect(cells?.map((cell) => cell?.match)).toEqual(["same", "different", "extra", "same"])
    expect(cells?.[2]).toMatchObject({ step: 5, hint: "x", isError: true })
    expect([task.previousNo, task.nextNo]).toEqual([null, taskNo + 1])
  })

  it("stand beside the one asked for", async () => {
    const task = await getTask(ctx, { experimentId, taskNo, referenceId: ids[3] })
    expect(draw(task)[2]).toEqual(["a", "x", "broken", "c"])
    await expect(getTask(ctx, { experimentId, taskNo, referenceId: ids[2] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })

  it("leave out what the caller judges blind, of the counts too", async () => {
    const queue = await createQueue(store.as("editor"), {
      experimentId,
      name: "Blind",
      source: { kind: "filter", filter: { taskKey: "one" }, count: null },
      reviewsPerItem: 1,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
    })
    const labeler = asPerson(store.db, await createPerson(store.db, { role: "labeler" }))
    await claimItems(labeler, { experimentId, queueId: queue.id, hand: 1 })
    const task = await getTask(labeler, { experimentId, taskNo })
    expect(task).toMatchObject({ attemptCount: 0, runs: [], attempts: [], referenceId: null })
    expect((await getTask(ctx, { experimentId, taskNo })).attempts).toHaveLength(3)
  })

  it("are not found elsewhere, and not shown to strangers", async () => {
    const other = await makeRun(store.as("editor"))
    await expect(getTask(ctx, { experimentId: other.experimentId, taskNo })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "none" as never } }
    await expect(getTask(stranger, { experimentId, taskNo })).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

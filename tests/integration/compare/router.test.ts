import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RouteInput } from "@/lib/contracts/route"
import { getRouterWhatIf as route } from "@/lib/contracts/router"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { getRouterWhatIf } from "@/lib/services/router/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

describe("the router what-if of a pair", () => {
  let store: TestStore
  let pair: { experimentId: string; teacherRunId: string; studentRunId: string }

  beforeAll(async () => {
    store = await openTestStore()
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const tasks = Array.from({ length: 40 }, (_, task) => task)
    const teacher = tasks.map((task) => makeEpisodeInput({ taskKey: `t${task}`, costUsd: 0.1 }))
    // Every fourth task the student does not come to an end and fails.
    const student = tasks.map((task) =>
      makeEpisodeInput({
        taskKey: `t${task}`,
        costUsd: 0.01,
        success: task % 4 > 0,
        stopReason: task % 4 > 0 ? "completed" : "max_steps",
      }),
    )
    const first = await makeRunWith(store.as("editor"), teacher, { experimentId, role: "teacher" })
    const second = await makeRunWith(store.as("editor"), student, { experimentId, role: "student" })
    pair = { experimentId, teacherRunId: first.run.id, studentRunId: second.run.id }
  })
  afterAll(() => store.close())

  const ask = (input: Partial<RouteInput<typeof route>> = {}, ctx = store.as("viewer")) =>
    getRouterWhatIf(ctx, route.input.parse({ ...pair, ...input }))

  it("escalates what did not come to an end, at the student's cost and the teacher's", async () => {
    const { curve, sentence, tasks } = await ask({ check: "faults" })
    expect(tasks).toBe(40)
    expect(curve?.points.map(({ rule }) => rule)).toEqual(["more than 1 fault", "any fault", "always"])
    const best = curve?.points[curve.best ?? -1]
    expect(best?.escalated.value).toBeCloseTo(0.25, 12)
    expect(best?.costUsd.value).toBeCloseTo(0.035, 12)
    expect(best?.successRate.value).toBe(1)
    expect(sentence).toContain("at 35 % of its cost")
  })

  it("says why agreement cannot be tried on single attempts", async () => {
    expect(await ask({ check: "agreement" })).toMatchObject({
      curve: null,
      reason: expect.stringContaining("several attempts"),
    })
  })

  it("prices nothing while costs are unknown", async () => {
    const bare = Array.from({ length: 3 }, (_, task) => makeEpisodeInput({ taskKey: `t${task}` }))
    const { experimentId } = pair
    const { run } = await makeRunWith(store.as("editor"), bare, { experimentId, role: "student" })
    expect(await ask({ studentRunId: run.id })).toMatchObject({ curve: null, tasks: 0, sharedTasks: 3 })
  })

  it("finds no run of another experiment, and is not for strangers", async () => {
    await expect(ask({ studentRunId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    await expect(ask({ experimentId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    await expect(ask({}, stranger)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { getBreakEven as route } from "@/lib/contracts/break-even"
import type { RouteInput } from "@/lib/contracts/route"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { getBreakEven } from "@/lib/services/break-even/get"
import { updateModel } from "@/lib/services/model/update"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

describe("the break-even of a pair", () => {
  let store: TestStore
  let pair: { experimentId: string; teacherRunId: string; studentRunId: string }
  let studentModelId: string

  beforeAll(async () => {
    store = await openTestStore()
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const episodes = (costUsd: number) =>
      Array.from({ length: 20 }, (_, task) =>
        makeEpisodeInput({ taskKey: `t${task}`, success: task % 2 === 0, costUsd }),
      )
    const teacher = await makeRunWith(store.as("editor"), episodes(0.05), { experimentId, role: "teacher" })
    const student = await makeRunWith(store.as("editor"), episodes(0.002), { experimentId, role: "student" })
    pair = { experimentId, teacherRunId: teacher.run.id, studentRunId: student.run.id }
    studentModelId = student.run.model.id
  })
  afterAll(() => store.close())

  const ask = (input: Partial<RouteInput<typeof route>> = {}, ctx = store.as("viewer")) =>
    getBreakEven(ctx, route.input.parse({ ...pair, ...input }))

  it("leaves it open while the training bill is unknown, and says why", async () => {
    const answer = await ask()
    expect(answer.training).toEqual({ usd: null, note: "not trained here, so its bill is not on record" })
    expect(answer.evaluation.usd).toBeCloseTo(0.04, 9)
    expect(answer.answer?.outcome).toBe("unknown")
    expect(answer.sentence).toBe("Cannot be said: what it cost to make is not known.")
  })

  it("answers from the recorded costs of shared tasks once the bill is given", async () => {
    const { answer, sentence, basis } = await ask({ trainingUsd: 23.96, volumePerMonth: 1000 })
    expect(basis?.tasks).toBe(20)
    expect(answer?.count.value).toBeCloseTo(500, 3)
    expect(sentence).toBe("Pays back after 500 (500 to 500) episodes.")
    const perSuccess = await ask({ trainingUsd: 23.96, per: "success" })
    expect(perSuccess.answer?.count.value).toBeCloseTo(250, 3)
  })

  it("says never with a server that costs more than it saves", async () => {
    const { answer } = await ask({ trainingUsd: 1, usdPerHour: 5, volumePerMonth: 100 })
    expect(answer?.outcome).toBe("never")
  })

  it("names when the models retire, soonest first", async () => {
    await updateModel(store.as("editor"), { modelId: studentModelId, sunsetAt: "2027-03-01" })
    expect((await ask()).sunsets).toMatchObject([{ role: "student", date: "2027-03-01" }])
  })

  it("keeps an unknown cost unknown", async () => {
    const bare = Array.from({ length: 3 }, (_, task) => makeEpisodeInput({ taskKey: `t${task}` }))
    const { run } = await makeRunWith(store.as("editor"), bare, {
      experimentId: pair.experimentId,
      role: "student",
    })
    const answer = await ask({ studentRunId: run.id, trainingUsd: 1 })
    expect(answer).toMatchObject({ basis: null, answer: null, sharedTasks: 3, evaluation: { usd: null } })
    expect(answer.reason).toContain(run.name)
  })

  it("finds no run of another experiment, and is not for strangers", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    await expect(ask({ experimentId })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(ask({ studentRunId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    await expect(ask({}, stranger)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

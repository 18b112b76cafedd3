import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { readSpent } from "@/lib/services/break-even/spent"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"
import { startPipeline } from "@/lib/services/pipeline/start"
import { getSpending } from "@/lib/services/spending/get"
import { updateSpending } from "@/lib/services/spending/update"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { connectTo, goOn, type HostedTarget, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { startOpenAiTrainingServer } from "@/tests/protocol/openai-training-server"
import { startTogetherServer, type TogetherServer } from "@/tests/protocol/together-server"

let store: TestStore
let ctx: Context
let setting: BabyAiSetting
let teacherRunId: string
let server: TogetherServer
let target: HostedTarget

beforeAll(async () => {
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  store = await openTestStore()
  ctx = { ...store.as("admin"), now: () => new Date("2026-11-29T12:00:00Z") }
  setting = await makeBabyAi(ctx, { trainPerLevel: 6, testPerLevel: 1 })
  teacherRunId = await makeTeacherRun(ctx, setting)
  server = await startTogetherServer()
  const { id } = await connectTo(ctx, { kind: "together", baseUrl: server.baseUrl, secret: server.key })
  target = { provider: "together", connectionId: id, baseModel: "Qwen/Qwen3-8B" }
})

afterAll(async () => {
  expect(server.violations).toEqual([])
  await server[Symbol.asyncDispose]()
  await store.close()
})

const NO_LIMITS = { monthlyCapUsd: null, confirmAboveUsd: null }

beforeEach(async () => {
  server.life = ["running", "completed"]
  server.limitUsd = 100
  await updateSpending(ctx, NO_LIMITS)
})

/** Every pipeline of its own, so that none is found. */
let rank = 0

function nextInputs() {
  rank += 1
  return makeHostedInputs(setting, teacherRunId, { ...target, config: { loraRank: rank } })
}

const launch = (confirmedUsd?: number) => ({
  experimentId: setting.experimentId,
  name: "priced",
  inputs: nextInputs(),
  budgetUsd: null,
  ...(confirmedUsd === undefined ? {} : { confirmedUsd }),
})

describe("what a launch costs", () => {
  it("is estimated before, by the provider itself before its job, and stands next to what was billed", async () => {
    const done = await playPipeline(ctx, setting.experimentId, nextInputs())
    expect(done.status).toBe("done")
    const names = done.estimate?.parts.map(({ name }) => name)
    expect(names).toEqual(["training", "endpoint", "student", "teacher"])
    expect(done.bill).toMatchObject({
      trainingUsd: null,
      endpointUsd: expect.any(Number),
      estimate: { lowUsd: 1.25, highUsd: 1.25, tokens: 45_678, source: "Together's own estimate" },
    })
    expect(server.count("price")).toBe(1)
    const runs = { teacherRunId: done.teacherEvaluationRunId ?? "", studentRunId: done.studentRunId ?? "" }
    const { training } = await readSpent(ctx, { experimentId: setting.experimentId, ...runs })
    expect(training.note).toContain("$1.25 to $1.25 was expected (Together's own estimate)")
  })

  it("is computed from trained tokens where the provider reports those that it bills", async () => {
    await using openai = await startOpenAiTrainingServer()
    const { id } = await connectTo(ctx, { kind: "openai", baseUrl: openai.baseUrl, secret: openai.key })
    const mini = { provider: "openai", connectionId: id, baseModel: "gpt-4o-mini-2024-07-18" }
    const inputs = makeHostedInputs(setting, teacherRunId, mini)
    const done = await playPipeline(ctx, setting.experimentId, inputs)
    // 12,345 trained tokens at $3 a million.
    expect(done.bill).toMatchObject({ trainingUsd: 0.037035, kind: "computed" })
    // Its scripted teacher counts no tokens, so that nobody can say what the student's come to.
    expect(done.estimate?.unknown).toEqual(["student"])
    const runs = { teacherRunId: done.teacherEvaluationRunId ?? "", studentRunId: done.studentRunId ?? "" }
    const { training } = await readSpent(ctx, { experimentId: setting.experimentId, ...runs })
    expect(training).toMatchObject({
      usd: 0.037035,
      note: expect.stringContaining("trained tokens at the listed price"),
    })
    expect((await getSpending(ctx)).spentUsd).toBeGreaterThanOrEqual(0.037035)
  })
})

describe("a budget", () => {
  it("refuses a launch above what the month has left", async () => {
    await updateSpending(ctx, { monthlyCapUsd: 0.5, confirmAboveUsd: null })
    const { spending } = await estimatePipeline(ctx, launch())
    expect(spending).toMatchObject({ kind: "refused", reason: expect.stringContaining("$0.50") })
    await expect(startPipeline(ctx, launch(1000))).rejects.toThrow(/are left/)
  })

  it("asks above a limit, and starts once somebody agreed to the high end", async () => {
    await updateSpending(ctx, { monthlyCapUsd: null, confirmAboveUsd: 0.01 })
    await expect(startPipeline(ctx, launch())).rejects.toThrow(/Confirm the amount/)
    await expect(startPipeline(ctx, launch(0.02))).rejects.toThrow(/Confirm the amount/)
    const asked = launch()
    const { cost } = await estimatePipeline(ctx, asked)
    const started = await startPipeline(ctx, { ...asked, confirmedUsd: cost?.highUsd ?? 0 })
    expect((await getSpending(ctx)).reservedUsd).toBeCloseTo(cost?.highUsd ?? 0, 6)
    await controlPipeline(ctx, {
      experimentId: started.experimentId,
      pipelineId: started.id,
      action: "cancel",
    })
    expect((await getSpending(ctx)).reservedUsd).toBe(0)
  })

  it("stops before the provider is asked for a job that it would bill above the budget", async () => {
    const { spentUsd } = await getSpending(ctx)
    await updateSpending(ctx, { monthlyCapUsd: spentUsd + 20, confirmAboveUsd: null })
    server.priceUsd = 50
    const created = server.count("create")
    const refused = await playPipeline(ctx, setting.experimentId, nextInputs())
    expect(refused.hosted?.refusal).toMatchObject({
      kind: "over_budget",
      message: expect.stringContaining("$50.00"),
    })
    expect(server.count("create")).toBe(created)
    const key = { experimentId: refused.experimentId, pipelineId: refused.id }
    await updateSpending(ctx, { monthlyCapUsd: 0.01, confirmAboveUsd: null })
    await expect(controlPipeline(ctx, { ...key, action: "retry" })).rejects.toThrow(/are left/)
    await updateSpending(ctx, NO_LIMITS)
    await controlPipeline(ctx, { ...key, action: "retry" })
    expect((await goOn(ctx, key)).status).toBe("done")
    server.limitUsd = 49
    const poor = await playPipeline(ctx, setting.experimentId, nextInputs())
    expect(poor.hosted?.refusal).toMatchObject({ kind: "insufficient_funds" })
    server.priceUsd = 1.25
  })

  it("is seen by everybody and set by administrators", async () => {
    expect(await getSpending(store.as("viewer"))).toMatchObject(NO_LIMITS)
    await expect(updateSpending(store.as("editor"), NO_LIMITS)).rejects.toBeInstanceOf(AppError)
  })
})

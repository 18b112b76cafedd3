import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { runStop } from "@/lib/services/deployment/run-stop"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { connectTo, goOn, type HostedTarget, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { PLAYED_PROVIDERS, type TrainingServer } from "@/tests/factories/played-providers"

let store: TestStore
let ctx: Context
let setting: BabyAiSetting
let teacherRunId: string

beforeAll(async () => {
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  store = await openTestStore()
  ctx = store.as("admin")
  setting = await makeBabyAi(ctx, { trainPerLevel: 10, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
})

afterAll(() => store.close())

describe.each(PLAYED_PROVIDERS)("$id", (provider) => {
  let server: TrainingServer
  let target: HostedTarget

  beforeEach(async () => {
    server = await provider.start()
    const { id } = await connectTo(ctx, {
      kind: provider.kind,
      baseUrl: server.baseUrl,
      secret: server.key,
      settings: provider.settings(server),
    })
    target = { provider: provider.id, connectionId: id, baseModel: provider.baseModel }
  })

  afterEach(async () => {
    expect(server.violations).toEqual([])
    await server[Symbol.asyncDispose]()
  })

  const distill = (until?: (pipeline: PipelineRecord) => boolean, fields: Partial<HostedTarget> = {}) =>
    playPipeline(
      ctx,
      setting.experimentId,
      makeHostedInputs(setting, teacherRunId, { ...target, ...fields }),
      until,
    )

  const keyOf = ({ experimentId, id }: PipelineRecord) => ({ experimentId, pipelineId: id })

  it("goes from the dataset to the verdict through storms, and creates one job", async () => {
    const { running, succeeded } = provider.words
    server.life = [running, "NEVER_SEEN_BEFORE", running, succeeded]
    const busy = provider.refuse(429, "rate_limit", "Too many requests")
    const broken = provider.refuse(500, "internal", "oops")
    server.play("upload", busy, { kind: "reset", when: provider.id === "together" ? "before" : "half-way" })
    server.play("put", { kind: "reset", when: "half-way" })
    server.play("create", busy, { kind: "reset", when: "after" })
    server.play("retrieve", broken, { kind: "pass" }, broken, busy, { kind: "reset", when: "before" })
    const strange = await distill(({ hosted }) => hosted?.providerStatus === "NEVER_SEEN_BEFORE")
    expect(strange.hosted).toMatchObject({ status: "running" })
    const done = await goOn(ctx, keyOf(strange))
    expect(done.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
    expect(done).toMatchObject({ status: "done", hosted: { providerStatus: succeeded, refusal: null } })
    expect(done.verdict?.sentence).toMatch(/student/)
    expect(server.jobs).toHaveLength(1)
    expect(server.count("create")).toBeLessThanOrEqual(3)
  })

  it("explains what is closed to the account, and what is wrong with the key, then goes on with a good one", async () => {
    const closed = "Fine-tuning is no longer available to this account."
    server.play("create", provider.refuse(403, "training_not_available", closed))
    const refused = await distill()
    expect(refused.hosted?.refusal).toMatchObject({ kind: "training_not_available" })
    expect(refused.hosted?.refusal?.message).toContain(closed)
    const letIn = provider.lockOut(server)
    await controlPipeline(ctx, { ...keyOf(refused), action: "retry" })
    const locked = await goOn(ctx, keyOf(refused))
    expect(locked.hosted?.refusal).toMatchObject({ kind: "expired_key" })
    expect(JSON.stringify(locked)).not.toContain(server.key)
    letIn()
    await controlPipeline(ctx, { ...keyOf(refused), action: "retry" })
    expect((await goOn(ctx, keyOf(refused))).status).toBe("done")
    expect(server.jobs).toHaveLength(1)
  })

  it("tells a job that failed, and one that leaves no model, from a success", async () => {
    server.life = [provider.words.failed]
    provider.fail(server, "Line 7: `messages[1]` must contain a `role` field in the training file")
    const failed = await distill()
    expect(failed.hosted?.refusal).toMatchObject({
      kind: "invalid_file",
      message: expect.stringContaining("Line 7"),
    })
    server.life = [provider.words.succeeded]
    server.forgetsModel = true
    await controlPipeline(ctx, { ...keyOf(failed), action: "retry" })
    const empty = await goOn(ctx, keyOf(failed))
    expect(empty.hosted?.refusal).toMatchObject({ kind: "result_missing" })
    expect(empty.studentModelId).toBeNull()
  })

  it("cancels a running job, and keeps the model of one that was done before", async () => {
    server.life = [provider.words.running]
    const running = await distill(({ hosted }) => hosted?.providerStatus === provider.words.running)
    await controlPipeline(ctx, { ...keyOf(running), action: "cancel" })
    const cancelled = await goOn(ctx, keyOf(running))
    expect(cancelled).toMatchObject({
      status: "cancelled",
      hosted: { status: "cancelled", providerStatus: provider.words.cancelled },
    })
    await controlPipeline(ctx, { ...keyOf(running), action: "retry" })
    await goOn(ctx, keyOf(running), ({ hosted }) => hosted?.providerStatus === provider.words.running)
    server.cancelsTooLate = true
    await controlPipeline(ctx, { ...keyOf(running), action: "cancel" })
    const late = await goOn(ctx, keyOf(running))
    expect(late).toMatchObject({ status: "cancelled", hosted: { status: "succeeded" } })
    expect(late.hosted?.model).not.toBeNull()
    expect(server.jobs).toHaveLength(2)
  })

  it.runIf(provider.deploys)(
    "starts an endpoint for the evaluation once, and stops it afterwards",
    async () => {
      server.life = [provider.words.succeeded]
      server.play("deploy", { kind: "reset", when: "after" })
      const done = await distill(undefined, { objective: "sftq" })
      expect(done.status).toBe("done")
      expect(done.deployment).toMatchObject({
        status: "stopping",
        isKept: false,
        hourlyUsd: expect.any(Number),
      })
      expect(server.count("deploy")).toBe(1)
      server.play("undeploy", provider.refuse(503, "unavailable", "later"))
      const deploymentId = done.deployment?.id ?? ""
      const signal = new AbortController().signal
      await runStop(ctx, { deploymentId }, signal)
      expect(await ctx.db.prisma.deployment.findUnique({ where: { id: deploymentId } })).toMatchObject({
        status: "stopping",
        error: expect.stringContaining("not stopped yet"),
      })
      await runStop(ctx, { deploymentId }, signal)
      expect(await ctx.db.prisma.deployment.findUnique({ where: { id: deploymentId } })).toMatchObject({
        status: "stopped",
        error: null,
      })
    },
  )
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { getTrainer } from "@/lib/providers/registry"
import { runStop } from "@/lib/services/deployment/run-stop"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { connectTo, goOn, type HostedTarget, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { PLAYED_PROVIDERS, type TrainingServer } from "@/tests/factories/played-providers"

let store: TestStore
let ctx: Context
let setting: BabyAiSetting
let teacherRunId: string
/** Several attempts at each task, some of which fail. */
let pairedRunId: string

beforeAll(async () => {
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  store = await openTestStore()
  ctx = store.as("admin")
  setting = await makeBabyAi(ctx, { trainPerLevel: 10, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
  pairedRunId = await makeTeacherRun(ctx, setting, { trials: 4, taskLimit: 20 }, "several attempts")
})

afterAll(() => store.close())

/** What the runner does with one is told by `openai.test.ts`, and what the others answer by `hosted-clients.test.ts`. */
const OTHERS = PLAYED_PROVIDERS.filter(({ kind }) => kind !== "openai-compatible")

describe.each(OTHERS)("$id", (provider) => {
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

  it.runIf(getTrainer(provider.id)?.capabilities.preference ?? false)(
    "trains on preferences: pairs of attempts",
    async () => {
      server.life = [
        provider.words.running,
        provider.words.running,
        provider.words.running,
        provider.words.succeeded,
      ]
      const inputs = makeHostedInputs(setting, pairedRunId, { ...target, config: { method: "preference" } })
      const done = await playPipeline(ctx, setting.experimentId, inputs)
      expect(done.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
      expect(done).toMatchObject({ status: "done", hosted: { model: expect.any(String) } })
      expect(done.loss.length).toBeGreaterThan(0)
      expect(server.jobs).toHaveLength(1)
    },
  )

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
      // Who died between the last attempt and the end of the stage needs no second one.
      await ctx.db.prisma.pipeline.update({
        where: { experimentId_id: { experimentId: done.experimentId, id: done.id } },
        data: {
          status: "running",
          stages: done.stages.map((stage) =>
            stage.name === "evaluation" ? { ...stage, status: "running" } : stage,
          ),
        },
      })
      expect((await goOn(ctx, keyOf(done))).status).toBe("done")
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

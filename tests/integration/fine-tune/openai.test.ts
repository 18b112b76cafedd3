import { createHmac } from "node:crypto"
import { text } from "node:stream/consumers"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { explainRefusal, type Refusal } from "@/lib/domain/refusal"
import { listDeployments } from "@/lib/services/deployment/list"
import { runStop } from "@/lib/services/deployment/run-stop"
import { stopDeployment } from "@/lib/services/deployment/stop"
import { sweepDeployments } from "@/lib/services/deployment/sweep"
import { controlFineTune } from "@/lib/services/fine-tune/control"
import { listFineTuneEvents } from "@/lib/services/fine-tune/list-events"
import { deleteWebhook } from "@/lib/services/notice/delete-webhook"
import { noticeFineTuneEnd } from "@/lib/services/notice/fine-tune-notice"
import { getWebhook } from "@/lib/services/notice/get-webhook"
import { updateWebhook } from "@/lib/services/notice/update-webhook"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { listProviders } from "@/lib/services/provider/list"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { connectTo, goOn, type HostedTarget, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeExperiment } from "@/tests/factories/run"
import { type SmtpServer, startSmtpServer } from "@/tests/factories/smtp-server"
import { type OpenAiTrainingServer, startOpenAiTrainingServer } from "@/tests/protocol/openai-training-server"
import { type Play, ProtocolServer } from "@/tests/protocol/protocol-server"

let store: TestStore
let ctx: Context
let setting: BabyAiSetting
let teacherRunId: string
let server: OpenAiTrainingServer
let target: HostedTarget

let smtp: SmtpServer

beforeAll(async () => {
  smtp = await startSmtpServer()
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  process.env.SMTP_URL = smtp.url
  process.env.PUBLIC_URL = "https://winnow.example.org"
  store = await openTestStore()
  const person = await createPerson(store.db, { role: "admin", name: "Ada" })
  // Before the day on which OpenAI takes no more jobs.
  ctx = { ...asPerson(store.db, person), now: () => new Date("2026-11-29T12:00:00Z") }
  setting = await makeBabyAi(ctx, { trainPerLevel: 10, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
})

afterAll(async () => {
  await store.close()
  await smtp.close()
})

beforeEach(async () => {
  server = await startOpenAiTrainingServer()
  const { id } = await connectTo(ctx, { kind: "openai", baseUrl: server.baseUrl, secret: server.key })
  target = { provider: "openai", connectionId: id, baseModel: "gpt-4.1-mini-2025-04-14" }
})

afterEach(async () => {
  expect(server.violations).toEqual([])
  await server[Symbol.asyncDispose]()
})

const distill = (until?: Parameters<typeof playPipeline>[3]) =>
  playPipeline(ctx, setting.experimentId, makeHostedInputs(setting, teacherRunId, target), until)

const status = (code: number, error: object, headers: Record<string, string> = {}): Play => ({
  kind: "status",
  status: code,
  body: { error },
  headers,
})

describe("success", () => {
  it("goes from the dataset to the verdict and keeps what the provider said", async () => {
    const pipeline = await distill()
    expect(pipeline.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
    expect(pipeline.status).toBe("done")
    expect(pipeline.hosted).toMatchObject({
      providerStatus: "succeeded",
      jobId: "ftjob-000001",
      trainedTokens: 12_345,
      model: expect.stringMatching(/^ft:gpt-4.1-mini-2025-04-14:org:student/),
      checkpoints: [{ step: 88, loss: 0.4 }],
      requestId: expect.stringMatching(/^req_/),
    })
    expect(pipeline.loss).toHaveLength(2)
    expect(server.counts).toMatchObject({ upload: 1, create: 1 })
    const { experimentId, fineTuneId } = pipeline
    const events = await listFineTuneEvents(ctx, { experimentId, fineTuneId: fineTuneId as string, after: 0 })
    const words = events.items.map(({ message }) => message)
    expect(words).toContain("The job is validating_files.")
    expect(new Set(words.filter((word) => word.startsWith("Step"))).size).toBe(2)
    expect(events.items.map(({ seq }) => seq)).toEqual(words.map((_, index) => index + 1))
  })

  it("keeps a status never seen before verbatim and goes on looking", async () => {
    server.life = ["validating_files", "contemplating", "running", "succeeded"]
    const seen = await distill(({ hosted }) => hosted?.providerStatus === "contemplating")
    expect(seen.hosted).toMatchObject({ status: "running", stage: "contemplating" })
    const key = { experimentId: seen.experimentId, pipelineId: seen.id }
    expect((await goOn(ctx, key)).status).toBe("done")
  })

  it("sits out 429s, 500s and lost connections, and uploads again what broke off half-way", async () => {
    server.play("upload", { kind: "reset", when: "half-way" })
    server.play(
      "create",
      status(429, { message: "Rate limit reached", code: "rate_limit_exceeded" }, { "retry-after": "0.01" }),
    )
    server.play("retrieve", status(500, { message: "oops" }), status(503, { message: "overloaded" }), {
      kind: "reset",
      when: "before",
    })
    server.play("events", ...Array.from({ length: 3 }, () => status(429, { message: "slow down" })))
    const pipeline = await distill()
    expect(pipeline.status).toBe("done")
    expect(server.jobs).toHaveLength(1)
    expect(server.counts).toMatchObject({ upload: 2, create: 2 })
  })

  it("finds the job whose answer got lost instead of creating another", async () => {
    server.play("create", { kind: "reset", when: "after" })
    const pipeline = await distill()
    expect(pipeline.status).toBe("done")
    expect(server.jobs).toHaveLength(1)
    expect(server.counts).toMatchObject({ create: 1, list: 1 })
  })
})

describe("refusals", () => {
  const refused: [Refusal, Play][] = [
    [
      "training_not_available",
      status(403, {
        message: "Fine-tuning is no longer available to your organization.",
        code: "training_not_available",
      }),
    ],
    ["quota", status(429, { message: "You have reached the maximum of 3 active fine-tuning jobs." })],
    [
      "insufficient_funds",
      status(429, {
        message: "You exceeded your current quota, please check your plan and billing details.",
        code: "insufficient_quota",
      }),
    ],
    ["invalid_file", status(400, { message: "Invalid file format.", code: "invalid_training_file" })],
  ]

  it("explains each, says what next, and creates nothing", async () => {
    for (const [refusal, play] of refused) {
      server.play("create", play)
      target = { ...target, config: { epochs: 1 + refused.findIndex(([one]) => one === refusal) } }
      const pipeline = await distill()
      expect(pipeline.status).toBe("failed")
      expect(pipeline.hosted?.refusal).toMatchObject({ kind: refusal, ...explainRefusal(refusal) })
    }
    expect(server.jobs).toHaveLength(0)
  })

  it("names a key that is not accepted without showing it, and goes on with a new one", async () => {
    const key = server.key
    server.key = "sk-another-one"
    const pipeline = await distill()
    expect(pipeline.hosted?.refusal).toMatchObject({ kind: "expired_key" })
    expect(JSON.stringify(pipeline)).not.toContain(key)
    server.key = key
    const pipelineKey = { experimentId: pipeline.experimentId, pipelineId: pipeline.id }
    await controlPipeline(ctx, { ...pipelineKey, action: "retry" })
    expect((await goOn(ctx, pipelineKey)).status).toBe("done")
  })

  it("fails with the words of a job that failed, and a retry creates a job of its own", async () => {
    server.life = ["validating_files", "failed"]
    server.failure = {
      code: "unsafe_file",
      message: "The file was blocked by our moderation system.",
      param: null,
    }
    const failed = await distill()
    expect(failed.hosted?.refusal).toMatchObject({
      kind: "moderation",
      message: expect.stringContaining("blocked"),
    })
    server.life = ["running", "succeeded"]
    const key = { experimentId: failed.experimentId, pipelineId: failed.id }
    await controlPipeline(ctx, { ...key, action: "retry" })
    const done = await goOn(ctx, key)
    expect(done.status).toBe("done")
    expect(done.hosted?.attempt).toBe(2)
    expect(server.jobs.map(({ body }) => body.metadata?.winnow_job).map((name) => name?.slice(-2))).toEqual([
      "-1",
      "-2",
    ])
    expect(server.count("upload")).toBe(1)
  })

  it("does not take a job without a model for a success", async () => {
    server.life = ["succeeded"]
    server.forgetsModel = true
    const pipeline = await distill()
    expect(pipeline.hosted?.refusal).toMatchObject({ kind: "result_missing" })
    expect(pipeline.studentModelId).toBeNull()
  })
})

describe("cancel", () => {
  it("cancels at the provider, and a retry trains anew", async () => {
    server.life = ["running"]
    const running = await distill(({ hosted }) => hosted?.providerStatus === "running")
    const key = { experimentId: running.experimentId, pipelineId: running.id }
    await controlPipeline(ctx, { ...key, action: "cancel" })
    const cancelled = await goOn(ctx, key)
    expect(cancelled.status).toBe("cancelled")
    expect(cancelled.hosted).toMatchObject({ status: "cancelled", providerStatus: "cancelled" })
    expect(cancelled.stages[1]).toMatchObject({ status: "cancelled" })
    expect(server.jobs[0]?.life.status).toBe("cancelled")
    server.life = ["succeeded"]
    await controlPipeline(ctx, { ...key, action: "retry" })
    expect((await goOn(ctx, key)).status).toBe("done")
    expect(server.jobs).toHaveLength(2)
  })

  it("keeps the model of a job that succeeded before the cancel arrived", async () => {
    server.life = ["running"]
    server.cancelsTooLate = true
    const running = await distill(({ hosted }) => hosted?.providerStatus === "running")
    const key = { experimentId: running.experimentId, pipelineId: running.id }
    await controlPipeline(ctx, { ...key, action: "cancel" })
    const ended = await goOn(ctx, key)
    expect(ended.status).toBe("cancelled")
    expect(ended.hosted).toMatchObject({ status: "succeeded", model: expect.stringMatching(/^ft:/) })
    await controlPipeline(ctx, { ...key, action: "retry" })
    expect((await goOn(ctx, key)).status).toBe("done")
    expect(server.jobs).toHaveLength(1)
  })
})

describe("what people can do and are told", () => {
  it("pauses and resumes a job, for those who may", async () => {
    server.life = ["running"]
    const { experimentId, fineTuneId, id } = await distill(
      ({ hosted }) => hosted?.providerStatus === "running",
    )
    const key = { experimentId, fineTuneId: fineTuneId as string }
    await controlFineTune(ctx, { ...key, action: "pause" })
    const pipelineKey = { experimentId, pipelineId: id }
    await goOn(ctx, pipelineKey, ({ hosted }) => hosted?.providerStatus === "paused")
    const viewer = store.as("viewer")
    await expect(controlFineTune(viewer, { ...key, action: "resume" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await controlFineTune(ctx, { ...key, action: "resume" })
    server.jobs[0]!.life.end("succeeded")
    expect((await goOn(ctx, pipelineKey)).status).toBe("done")
    await expect(controlFineTune(ctx, { ...key, action: "pause" })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    const other = (await makeExperiment(ctx)).id
    const stranger = { experimentId: other, fineTuneId: fineTuneId as string }
    await expect(controlFineTune(ctx, { ...stranger, action: "pause" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(listFineTuneEvents(viewer, { ...stranger, after: 0 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })

  it("tells the webhook, signed, and whoever started it by mail, once", async () => {
    await using hook = new ProtocolServer()
    const told: { body: string; signature: unknown }[] = []
    hook.on("hook", "POST", "/hook", [], async ({ request }) => {
      told.push({ body: await text(request), signature: request.headers["x-winnow-signature"] })
      return {}
    })
    await hook.listen()
    const url = `${hook.origin}/hook`
    await expect(updateWebhook(store.as("editor"), { url, allowPrivate: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(updateWebhook(ctx, { url, allowPrivate: false })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    const saved = await updateWebhook(ctx, { url, allowPrivate: true, secret: "a good secret" })
    expect(saved).toEqual({ url, allowPrivate: true, hasSecret: true })
    server.life = ["succeeded"]
    const { experimentId, fineTuneId, id } = await distill()
    const key = { experimentId, fineTuneId: fineTuneId as string }
    hook.play("hook", { kind: "status", status: 500, body: {} })
    await expect(noticeFineTuneEnd(ctx, key)).rejects.toMatchObject({ code: "UNAVAILABLE" })
    await noticeFineTuneEnd(ctx, key)
    await noticeFineTuneEnd(ctx, key)
    expect(told).toHaveLength(1)
    const { body = "", signature } = told[0] ?? {}
    expect(JSON.parse(body)).toMatchObject({
      event: "fine_tune.succeeded",
      pipelineId: id,
      url: `https://winnow.example.org/experiments/${experimentId}/pipelines/${id}`,
    })
    const hmac = createHmac("sha256", "a good secret").update(body).digest("hex")
    expect(signature).toBe(`sha256=${hmac}`)
    expect(smtp.mails.filter((mail) => mail.includes("training succeeded at OpenAI"))).toHaveLength(1)
    await deleteWebhook(ctx)
    expect(await getWebhook(ctx)).toMatchObject({ url: null, hasSecret: false })
  })

  it("forgets no deployment: what no pipeline needs is stopped when a worker starts", async () => {
    const left = { id: newId(), provider: "together", weights: "w", status: "ready" }
    await store.db.prisma.deployment.create({ data: left })
    expect((await listDeployments(store.as("viewer"))).items.map(({ id }) => id)).toEqual([left.id])
    await expect(stopDeployment(store.as("viewer"), { deploymentId: left.id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    await expect(stopDeployment(ctx, { deploymentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await sweepDeployments(ctx)
    await runStop(ctx, { deploymentId: left.id }, new AbortController().signal)
    expect((await listDeployments(ctx)).items).toEqual([])
  })

  it("lists what can train without any account", async () => {
    const { items } = await listProviders(store.as("viewer"))
    expect(items.map(({ id }) => id)).toEqual([
      "embedded",
      "own-machine",
      "remote-machine",
      "together",
      "fireworks",
      "vertex",
      "openai",
      "openai-compatible",
    ])
    expect(items.find(({ id }) => id === "openai")?.baseModels[0]).toMatchObject({
      trainableUntil: "2027-01-06",
    })
    expect(items.find(({ id }) => id === "together")?.baseModels[0]?.trainingPrice).toMatchObject({
      lowUsdPerMTok: 0.48,
      source: "together.ai/pricing",
    })
  })
})

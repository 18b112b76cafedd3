import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/domain/provider-error"
import type {
  HostedClient,
  HostedJob,
  HostedTrainer,
  JobReport,
  TrainingFile,
} from "@/lib/providers/provider"
import { getTrainer } from "@/lib/providers/registry"
import { createOutbound } from "@/lib/services/outbound/outbound"
import {
  PLAYED_PROVIDERS,
  type PlayedProvider,
  type TrainingServer,
} from "@/tests/factories/played-providers"

const outbound = createOutbound()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "winnow-clients-"))
})

afterAll(async () => {
  await outbound.close()
  await rm(folder, { recursive: true, force: true })
})

const CHAT = {
  messages: [
    { role: "user", content: "Is it open?" },
    { role: "assistant", content: "It is." },
  ],
}
const CONTENTS = {
  contents: [
    { role: "user", parts: [{ text: "Is it open?" }] },
    { role: "model", parts: [{ text: "It is." }] },
  ],
}

async function writeFileFor({ id }: PlayedProvider): Promise<TrainingFile> {
  const row = `${JSON.stringify(id === "vertex" ? CONTENTS : CHAT)}\n`
  const path = join(folder, `${id}.jsonl`)
  await writeFile(path, row.repeat(12))
  const byteCount = row.length * 12
  return { role: "training", path, name: "train.jsonl", byteCount, rowCount: 12, sha256: "" }
}

function connect(provider: PlayedProvider, server: TrainingServer): HostedClient {
  const trainer = getTrainer(provider.id) as HostedTrainer
  return trainer.connect({
    baseUrl: server.baseUrl,
    key: server.key,
    headers: {},
    settings: provider.settings(server),
    fetch: outbound.fetchFor(new Set([new URL(server.baseUrl).host])),
  })
}

async function prepareJob(provider: PlayedProvider, client: HostedClient): Promise<HostedJob> {
  const training = await client.upload(await writeFileFor(provider), "file-key", AbortSignal.timeout(10_000))
  expect(await client.isUploadReady(training)).toBe(true)
  return {
    key: "0199a000-0000-7000-8000-000000000001-1",
    name: "Student of GPT: top half",
    baseModel: provider.baseModel,
    method: "supervised",
    config: {},
    seed: 7,
    files: { training, validation: null },
  }
}

// Loading an SDK takes a second of its own.
describe.each(PLAYED_PROVIDERS)("$id", (provider) => {
  it("uploads, creates a job that is found by its key, and reads what becomes of it", async () => {
    await using server = await provider.start()
    const client = connect(provider, server)
    const job = await prepareJob(provider, client)
    expect(await client.find(job)).toBeNull()
    const handle = await client.create(job)
    expect(await client.find(job)).toEqual(handle)
    expect(await client.find({ ...job, key: "another-1" })).toBeNull()
    const reports: JobReport[] = []
    do {
      reports.push(await client.poll(handle, { knownEvent: null }))
    } while (reports.at(-1)?.phase !== "succeeded" && reports.length < 20)
    const last = reports.at(-1)
    expect(last).toMatchObject({ status: provider.words.succeeded, phase: "succeeded", failure: null })
    expect(last?.model).toBeTruthy()
    expect(reports.flatMap(({ events }) => events).length).toBeGreaterThan(1)
    expect(reports.map(({ phase }) => phase)).toContain("running")
    expect(server.violations).toEqual([])
  })

  it("cancels, and says what is refused without repeating the key", async () => {
    await using server = await provider.start()
    server.life = [provider.words.running]
    const client = connect(provider, server)
    const job = await prepareJob(provider, client)
    const handle = await client.create(job)
    await client.cancel(handle)
    expect((await client.poll(handle, { knownEvent: null })).phase).toBe("cancelled")
    const another = connect(provider, server)
    const { key } = server
    provider.lockOut(server)
    const refused = await another.create({ ...job, key: "b-1" }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProviderError)
    expect(refused).toMatchObject({ refusal: "expired_key" })
    expect((refused as ProviderError).message).not.toContain(key)
    expect(server.violations).toEqual([])
  })

  it("says what is closed to the account, and why a job failed", async () => {
    await using server = await provider.start()
    const client = connect(provider, server)
    const job = await prepareJob(provider, client)
    const closed = "Fine-tuning is no longer available to this account."
    server.play("create", provider.refuse(403, "training_not_available", closed))
    const refused = await client.create(job).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      refusal: "training_not_available",
      message: expect.stringContaining(closed),
    })
    server.life = [provider.words.failed]
    provider.fail(server, "Line 7: `messages[1]` must contain a `role` field in the training file")
    const handle = await client.create(job)
    await client.poll(handle, { knownEvent: null })
    const report = await client.poll(handle, { knownEvent: null })
    expect(report).toMatchObject({
      phase: "failed",
      failure: { refusal: "invalid_file", message: expect.stringContaining("Line 7") },
    })
    expect(server.violations).toEqual([])
  })

  it("names no model where the provider names none, and learns of one that was done before the cancel", async () => {
    await using server = await provider.start()
    server.life = [provider.words.running]
    const client = connect(provider, server)
    const job = await prepareJob(provider, client)
    const handle = await client.create(job)
    server.cancelsTooLate = true
    const late = await client.cancel(handle).catch((error: ProviderError) => error.refusal)
    expect(["conflict", "invalid_request", "not_found"]).toContain(late)
    expect(await client.poll(handle, { knownEvent: null })).toMatchObject({
      phase: "succeeded",
      model: expect.any(String),
    })
    server.forgetsModel = true
    expect(await client.poll(handle, { knownEvent: null })).toMatchObject({ phase: "succeeded", model: null })
    expect(server.violations).toEqual([])
  })

  it("survives a server that leaves or refuses before it has read a file", async () => {
    await using server = await provider.start()
    const client = connect(provider, server)
    const path = join(folder, `${provider.id}-long.jsonl`)
    await writeFile(path, "x".repeat(8_000_000))
    const file: TrainingFile = { ...(await writeFileFor(provider)), path, byteCount: 8_000_000 }
    const route = provider.id === "together" ? "put" : "upload"
    server.play(route, { kind: "reset", when: "half-way" }, provider.refuse(401, "invalid_api_key", "No."))
    const send = () =>
      client.upload(file, "long", AbortSignal.timeout(10_000)).catch((error: ProviderError) => error.refusal)
    expect(await send()).toBe("unavailable")
    expect(["expired_key", "unavailable"]).toContain(await send())
  })

  it("takes a lost connection and a storm for what may pass", async () => {
    await using server = await provider.start()
    const client = connect(provider, server)
    const job = await prepareJob(provider, client)
    const busy = provider.refuse(429, "rate_limit", "Too many requests")
    server.play("create", { kind: "reset", when: "before" }, busy, provider.refuse(500, "internal", "oops"))
    const said: unknown[] = []
    for (let tries = 0; tries < 3; tries++) {
      said.push(await client.create(job).catch((error: ProviderError) => error.refusal ?? error))
    }
    expect(said).toEqual(["unavailable", "rate_limited", "unavailable"])
    expect(server.jobs).toHaveLength(0)
  })

  it.runIf(provider.deploys)(
    "deploys a trained model, finds the deployment by its key, and stops it",
    async () => {
      await using server = await provider.start()
      server.life = [provider.words.succeeded]
      const client = connect(provider, server)
      const handle = await client.create(await prepareJob(provider, client))
      const { model } = await client.poll(handle, { knownEvent: null })
      const order = { key: "winnow-0199a000", model: model ?? "", config: {} }
      expect(await client.deployments?.find(order)).toBeNull()
      const deployment = (await client.deployments?.create(order)) ?? {}
      expect(await client.deployments?.find(order)).toEqual(deployment)
      const phases: (string | undefined)[] = []
      while (phases.at(-1) !== "ready" && phases.length < 6) {
        phases.push((await client.deployments?.poll(deployment))?.phase)
      }
      expect(phases.at(-1)).toBe("ready")
      await client.deployments?.stop(deployment)
      expect(await client.deployments?.find(order)).toBeNull()
      expect(server.violations).toEqual([])
    },
  )
})

import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { runStop } from "@/lib/services/deployment/run-stop"
import { bundleHandOver } from "@/lib/services/hand-over/bundle"
import { createHandOver } from "@/lib/services/hand-over/create"
import { deleteHandOver } from "@/lib/services/hand-over/delete"
import { receiveHandOver } from "@/lib/services/hand-over/receive"
import { reportHandOver } from "@/lib/services/hand-over/report"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { getPipeline } from "@/lib/services/pipeline/get"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { goOn, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { asPerson, createPerson } from "@/tests/factories/person"

let store: TestStore
let ctx: Context
/** The machine that holds a token is nobody that Winnow knows. */
let machine: Context
let setting: BabyAiSetting
let teacherRunId: string
let seed = 0
const home = mkdtempSync(join(tmpdir(), "winnow-hand-over-"))

beforeAll(async () => {
  process.env.WINNOW_HOME = home
  process.env.WINNOW_PYTHON = resolve("tests/protocol/own-machine-python.mjs")
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  store = await openTestStore()
  ctx = asPerson(store.db, await createPerson(store.db, { role: "editor", name: "Ada" }))
  machine = { ...ctx, actor: STRANGER }
  setting = await makeBabyAi(ctx, { trainPerLevel: 4, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
})

afterAll(async () => {
  await store.close()
  rmSync(home, { recursive: true, force: true })
})

let pipeline: PipelineRecord
let key: { experimentId: string; fineTuneId: string }
const pipelineKey = () => ({ experimentId: pipeline.experimentId, pipelineId: pipeline.id })

beforeEach(async () => {
  const inputs = {
    ...makeHostedInputs(setting, teacherRunId, { provider: "remote-machine", baseModel: "Qwen/Qwen3-4B" }),
    trainingSeed: ++seed,
  }
  pipeline = await playPipeline(ctx, setting.experimentId, inputs, ({ hosted }) => hosted?.jobId != null)
  key = { experimentId: pipeline.experimentId, fineTuneId: pipeline.fineTuneId as string }
})

const take = async (days = 7) => (await createHandOver(ctx, { ...key, days })).token

async function zip(files: Record<string, string>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, text] of Object.entries(files)) await writer.add(name, new Blob([text]).stream())
  return writer.close()
}

const ADAPTER = {
  "adapter_config.json": JSON.stringify({ base_model_name_or_path: "Qwen/Qwen3-4B" }),
  "adapter_model.safetensors": "weights",
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}

const send = (token: string, bytes: Uint8Array, hash = sha256(bytes), limit?: number) =>
  receiveHandOver(machine, token, { body: parts(bytes), sha256: hash }, limit)

const metric = (step: number) => ({ type: "metric", at: 1, stage: "train", step, steps: 2, loss: 3 - step })

const report = (token: string, lines: unknown[], { from = 0, session = "first", status = "running" } = {}) =>
  reportHandOver(machine, token, { session, from, status: { status, step: 1, steps: 2 }, lines })

describe("a job that another machine takes", () => {
  it("waits, is fetched, reports, comes back and is evaluated here", async () => {
    expect(pipeline.hosted).toMatchObject({ isHandedOver: true, handOver: null, providerStatus: "waiting" })
    const token = await take()
    const stored = await store.db.prisma.handOver.findFirstOrThrow({ where: key })
    expect(JSON.stringify(stored)).not.toContain(token)

    const archive = Buffer.concat(await Array.fromAsync(await bundleHandOver(machine, token)))
    const entries = await new ZipReader(new Uint8ArrayReader(archive)).getEntries()
    expect(entries.map(({ filename }) => filename)).toEqual([
      "train.py",
      "serve.py",
      "config.json",
      "train.jsonl",
    ])

    await report(token, [{ type: "data", at: 1, rows: 3, validationRows: 0 }, metric(1)])
    // The answer got lost: the machine says it again, with more.
    await report(token, [{ type: "data", at: 1, rows: 3, validationRows: 0 }, metric(1), metric(2)])
    await report(token, [metric(9)], { from: 7 })
    const seen = await goOn(ctx, pipelineKey(), ({ loss }) => loss.length > 0)
    expect(seen.loss.map(({ step, loss }) => [step, loss])).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(seen.hosted?.handOver).toMatchObject({ state: "open", lastSeenAt: expect.any(String) })
    // Saying that it succeeded makes no model.
    await report(token, [], { from: 3, status: "succeeded" })
    expect((await getPipeline(ctx, pipelineKey())).hosted?.status).toBe("running")

    const model = await zip(ADAPTER)
    await send(token, model)
    await expect(send(token, model)).resolves.toEqual({})
    await expect(send(token, await zip({ ...ADAPTER, "README.md": "other" }))).rejects.toMatchObject({
      code: "CONFLICT",
    })
    await expect(report(token, [])).rejects.toMatchObject({ code: "CONFLICT" })
    const done = await goOn(ctx, pipelineKey())
    expect(done.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
    expect(done).toMatchObject({ status: "done", hosted: { handOver: { state: "used" } } })
    for (const { id } of await store.db.prisma.deployment.findMany({ where: { stoppedAt: null } })) {
      await runStop(ctx, { deploymentId: id }, new AbortController().signal)
    }
  })

  it("takes no archive that is not a model of this job, and then takes the right one", async () => {
    const token = await take()
    const model = await zip(ADAPTER)
    const refused: [() => Promise<unknown>, { code?: string; message?: RegExp }][] = [
      [() => send(token, model, sha256(new Uint8Array([1]))), { message: /not what its hash says/ }],
      [() => send(token, model, undefined, 200), { code: "TOO_LARGE" }],
      [
        async () => send(token, await zip({ ...ADAPTER, "../../escape.json": "{}" })),
        { message: /cannot be read|only weights/ },
      ],
      [
        async () => send(token, await zip({ ...ADAPTER, "training_args.bin": "pickle" })),
        { message: /only weights/ },
      ],
      [async () => send(token, await zip({ "adapter_config.json": "{}" })), { message: /no weights/ }],
      [async () => send(token, await zip({ ...ADAPTER, "deep/er.json": "{}" })), { message: /only weights/ }],
      [
        async () =>
          send(
            token,
            await zip({
              ...ADAPTER,
              "adapter_config.json": JSON.stringify({ base_model_name_or_path: "evil" }),
            }),
          ),
        { message: /another model than Qwen/ },
      ],
      [() => send(token, new TextEncoder().encode("no zip at all")), { message: /cannot be read as a zip/ }],
    ]
    for (const [attempt, { message, ...rest }] of refused) {
      await expect(attempt()).rejects.toMatchObject({
        code: "INVALID_INPUT",
        ...rest,
        ...(message ? { message: expect.stringMatching(message) } : {}),
      })
    }
    await send(token, model)
  })

  it("opens nothing to a token that is unknown, expired, revoked or replaced", async () => {
    const first = await take()
    const second = await take()
    const closed = { code: "UNAUTHENTICATED" }
    for (const token of [null, "", "wnh_unknown", "wn_key", first]) {
      await expect(report(token as string, [])).rejects.toMatchObject(closed)
      await expect(bundleHandOver(machine, token)).rejects.toMatchObject(closed)
      await expect(send(token as string, new Uint8Array())).rejects.toMatchObject(closed)
    }
    const later = { ...machine, now: () => new Date(Date.now() + 8 * 24 * 3600_000) }
    await expect(bundleHandOver(later, second)).rejects.toMatchObject(closed)
    await deleteHandOver(ctx, key)
    await expect(report(second, [])).rejects.toMatchObject(closed)
    await expect(deleteHandOver(ctx, key)).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("tells the machine to stop when it was cancelled", async () => {
    const token = await take()
    await report(token, [metric(1)])
    await controlPipeline(ctx, { ...pipelineKey(), action: "cancel" })
    await expect(report(token, [metric(2)])).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(send(token, await zip(ADAPTER))).rejects.toMatchObject({ code: "CONFLICT" })
    expect((await goOn(ctx, pipelineKey())).hosted?.status).toBe("cancelled")
    await expect(createHandOver(ctx, { ...key, days: 7 })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("is handed over by who may run things, and only within what is theirs", async () => {
    const forbidden = { code: "FORBIDDEN" }
    await expect(createHandOver(store.as("labeler"), { ...key, days: 7 })).rejects.toMatchObject(forbidden)
    await expect(deleteHandOver(store.as("labeler"), key)).rejects.toMatchObject(forbidden)
    const missing = { ...key, fineTuneId: newId() }
    await expect(createHandOver(ctx, { ...missing, days: 7 })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(deleteHandOver(ctx, missing)).rejects.toMatchObject({ code: "NOT_FOUND" })
    expect(readFileSync(join(home, "own-machine", `${key.fineTuneId}-1`, "config.json"), "utf8")).toContain(
      "Qwen3-4B",
    )
  })
})

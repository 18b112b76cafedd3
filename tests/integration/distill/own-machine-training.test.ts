import { execFile, execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { takeCommand } from "@/app/(dashboard)/experiments/[experimentId]/pipelines/[pipelineId]/_components/hand-over-commands"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { startWorker, type Worker } from "@/lib/jobs/worker"
import { listFineTuneEvents } from "@/lib/services/fine-tune/list-events"
import { createHandOver } from "@/lib/services/hand-over/create"
import { getPipeline } from "@/lib/services/pipeline/get"
import { startPipeline } from "@/lib/services/pipeline/start"
import { type ApiServer, startApiServer } from "@/tests/contracts/api-server"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { makeHostedInputs } from "@/tests/factories/hosted"
import { asPerson, createPerson } from "@/tests/factories/person"

const PYTHON = process.env.WINNOW_PYTHON ?? "python3"
const lacks = spawnSync(PYTHON, ["-c", "import torch, trl, peft, datasets"], {
  encoding: "utf8",
  timeout: 300_000,
})
const reason =
  lacks.status === 0
    ? null
    : `${PYTHON} cannot train (${(lacks.stderr ?? "").trim().split("\n").at(-1) || "it does not run"}): name one with torch, trl, peft and datasets in WINNOW_PYTHON`

let server: TestServer
let api: ApiServer
let ctx: Context
let worker: Worker
let setting: BabyAiSetting
let teacherRunId: string
let model: string
const home = mkdtempSync(join(tmpdir(), "winnow-trained-"))

/** A Qwen3 of random weights, with a tokenizer learnt from what the teacher wrote and read. */
async function makeModel(): Promise<string> {
  const { rows } = await server.db.pool.query('SELECT message FROM "Step" ORDER BY "episodeId", idx')
  const texts = join(home, "texts.txt")
  writeFileSync(texts, rows.map(({ message }) => String(message)).join("\n"))
  const folder = join(home, "tiny-qwen3")
  mkdirSync(folder)
  const said = execFileSync(PYTHON, ["tests/reference/own-machine/make_model.py", folder, texts], {
    encoding: "utf8",
  })
  const [parameters, tokens] = said.trim().split(" ")
  console.log(`Qwen3 of ${parameters} random weights, tokenizer of ${tokens} tokens`)
  return folder
}

beforeAll(async () => {
  if (reason) return
  Object.assign(process.env, { WINNOW_HOME: home, WINNOW_PYTHON: PYTHON, WINNOW_PROVIDER_POLL_MS: "1000" })
  // One thread: small matrices gain nothing from more, and other tests run beside.
  Object.assign(process.env, { OMP_NUM_THREADS: "1", HF_HUB_OFFLINE: "1", CUDA_VISIBLE_DEVICES: "" })
  server = await openTestServer()
  process.env.WINNOW_HOME = home
  api = await startApiServer()
  ctx = asPerson(server.db, await createPerson(server.db, { role: "editor", name: "Ada" }))
  setting = await makeBabyAi(ctx, { trainPerLevel: 3, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
  model = await makeModel()
  worker = await startWorker(server.db)
}, 300_000)

afterAll(async () => {
  if (reason) return
  await worker.stop()
  await api.close()
  await server.close()
  rmSync(home, { recursive: true, force: true })
})

const SETTINGS = {
  epochs: 5,
  learningRate: 0.01,
  batchSize: 2,
  gradientAccumulation: 1,
  // The longest episodes are left out, and said so.
  maxTokens: 2500,
  maxOutputTokens: 12,
}

function start(provider: string, chosen: Record<string, unknown>): Promise<PipelineRecord> {
  const config = { ...SETTINGS, ...chosen }
  const inputs = makeHostedInputs(setting, teacherRunId, { provider, baseModel: model, config })
  const { experimentId } = setting
  return startPipeline(ctx, {
    experimentId,
    name: `tiny ${chosen.method}, ${provider}`,
    inputs,
    budgetUsd: null,
  })
}

async function follow({ experimentId, id }: PipelineRecord, until: (pipeline: PipelineRecord) => boolean) {
  const key = { experimentId, pipelineId: id }
  const isThere = async () => until(await getPipeline(ctx, key))
  await expect.poll(isThere, { timeout: 500_000, interval: 500 }).toBe(true)
  return getPipeline(ctx, key)
}

const isOver = ({ status }: PipelineRecord) => status !== "queued" && status !== "running"

function expectTrained(pipeline: PipelineRecord) {
  expect(pipeline.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
  expect(pipeline.status).toBe("done")
  const losses = pipeline.loss.map(({ loss }) => loss)
  expect(losses.length).toBeGreaterThan(1)
  expect(losses.at(-1)).toBeLessThan(losses[0] as number)
  expect(pipeline.attempts.student).toMatchObject({ done: 4 })
  expect(pipeline.verdict).not.toBeNull()
}

async function log(pipeline: PipelineRecord) {
  const { experimentId, fineTuneId, verdict } = pipeline
  const events = await listFineTuneEvents(ctx, { experimentId, fineTuneId: fineTuneId as string, after: 0 })
  const lines = [
    ...events.items.map(({ message }) => message),
    ...pipeline.loss.map(
      ({ stage, step, steps, loss }) => `${stage} loss at step ${step} of ${steps}: ${loss}`,
    ),
    ...pipeline.stages.map(({ name, status, note, error }) => `${name}: ${status}, ${error ?? note}`),
    `verdict: ${JSON.stringify(verdict)}`,
  ]
  console.log(`${pipeline.name}\n  ${lines.join("\n  ")}`)
}

describe("a Qwen3 trained on a processor, from Distill this run to the verdict", () => {
  it.for([
    { method: "iw-sft", loraRank: 8, reference: "frozen" },
    { method: "sft", loraRank: 0, reference: "frozen" },
  ])("here, by $method with LoRA rank $loraRank", { timeout: 600_000 }, async (chosen, { skip }) => {
    if (reason) skip(reason)
    const pipeline = await follow(await start("own-machine", chosen), isOver)
    await log(pipeline)
    expectTrained(pipeline)
    const folder = join(home, "own-machine", `${pipeline.fineTuneId}-1`)
    const kind = chosen.loraRank > 0 ? "adapter_model.safetensors" : "model.safetensors"
    expect(readdirSync(join(folder, "model"))).toContain(kind)
    expect(readFileSync(join(folder, "config.json"), "utf8")).toContain(`"method": "${chosen.method}"`)
  })

  it("elsewhere, by the script that reports and sends its model", { timeout: 600_000 }, async ({ skip }) => {
    if (reason) skip(reason)
    const begun = await start("remote-machine", {
      method: "iw-sft-step",
      loraRank: 8,
      reference: "precomputed",
    })
    const waiting = await follow(begun, ({ hosted }) => hosted?.jobId != null)
    const key = { experimentId: waiting.experimentId, fineTuneId: waiting.fineTuneId as string }
    const { token } = await createHandOver(ctx, { ...key, days: 1 })
    // The command of the page, in a folder that Winnow does not know.
    const elsewhere = mkdtempSync(join(tmpdir(), "winnow-elsewhere-"))
    const command = takeCommand({ origin: api.url, token, runner: "python3" })
    const env = { ...process.env, PATH: `${dirname(PYTHON)}:${process.env.PATH}` }
    const said = await promisify(execFile)("sh", ["-c", command], { cwd: elsewhere, env })
    expect(said.stdout).not.toContain("Winnow")
    const pipeline = await follow(begun, isOver)
    await log(pipeline)
    expectTrained(pipeline)
    expect(pipeline.hosted?.handOver).toMatchObject({ state: "used" })
    rmSync(elsewhere, { recursive: true, force: true })
  })
})

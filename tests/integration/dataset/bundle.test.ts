import { execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { downloadBundle as route, type TrainingMethod } from "@/lib/contracts/bundles"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { exportDataset as exportRoute } from "@/lib/contracts/exports"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { bundleDataset } from "@/lib/services/dataset/bundle"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

const PYTHON = process.env.WINNOW_PYTHON ?? "python3"
const REFERENCE = "tests/reference/own-machine"
const TRAINERS = "lib/providers/own-machine/scripts"
/** One thread each: small matrices gain nothing from more, and other tests run beside. */
const QUIET = { ...process.env, OMP_NUM_THREADS: "1", HF_HUB_OFFLINE: "1", CUDA_VISIBLE_DEVICES: "" }

const canTrain =
  spawnSync(PYTHON, ["-c", "import torch, trl, peft, datasets"], { timeout: 300_000 }).status === 0

describe("the bundle that trains on a machine of one's own", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const call = (place: string) => ({
    id: "call_1",
    type: "function" as const,
    function: { name: "go", arguments: JSON.stringify({ place }) },
  })

  async function makeDataset() {
    const episodes = Array.from({ length: 10 }, (_, task) =>
      makeEpisodeInput({
        taskKey: `t${task}`,
        tools: [{ type: "function", function: { name: "go", parameters: { type: "object" } } }],
        messages: [
          { role: "user", content: `Go to room ${task}.` },
          { role: "assistant", content: null, tool_calls: [call(`room ${task}`)] },
          { role: "tool", tool_call_id: "call_1", content: "done" },
          { role: "assistant", content: `You are in room ${task}.` },
        ],
      }),
    )
    const { run } = await makeRunWith(store.as("editor"), episodes)
    const shares = { train: 0.8, validation: 0.2, test: 0 }
    const input = { experimentId: run.experimentId, name: "Rooms", runIds: [run.id], rules: [], shares }
    const { id } = await createDataset(store.as("editor"), createRoute.input.parse(input))
    return { experimentId: run.experimentId, datasetId: id }
  }

  /** Two attempts at each task, of which the first is better. */
  async function makePairs() {
    const attempt = (task: number, trial: number) =>
      makeEpisodeInput({
        taskKey: `t${task}`,
        trial,
        success: trial === 0,
        score: trial === 0 ? 1 : 0,
        messages: [
          { role: "user", content: `Go to room ${task}.` },
          { role: "assistant", content: trial === 0 ? `You are in room ${task}.` : "I will not go there." },
        ],
      })
    const episodes = Array.from({ length: 12 }, (_, task) => [attempt(task, 0), attempt(task, 1)]).flat()
    const { run: source } = await makeRunWith(store.as("editor"), episodes)
    const shares = { train: 1, validation: 0, test: 0 }
    const { experimentId } = source
    const input = {
      experimentId,
      name: "Rooms",
      runIds: [source.id],
      rules: [{ type: "success" }],
      shares,
      pairs: {},
    }
    const { id } = await createDataset(store.as("editor"), createRoute.input.parse(input))
    return { experimentId, datasetId: id }
  }

  async function unzip(input: Parameters<typeof route.input.parse>[0]): Promise<Map<string, string>> {
    const { chunks, fileName } = await bundleDataset(store.as("viewer"), route.input.parse(input))
    expect(fileName).toMatch(/^rooms-.*-bundle\.zip$/)
    const reader = new ZipReader(new Uint8ArrayReader(Buffer.concat(await Array.fromAsync(chunks))))
    const files = new Map<string, string>()
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue
      files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())).toString())
    }
    return files
  }

  it("holds both sides as the export writes them, the settings, the manifest and the scripts", async () => {
    const key = await makeDataset()
    const files = await unzip({ ...key, method: "iw-sft", epochs: 2, loraRank: 0 })
    expect([...files.keys()]).toEqual([
      "README.md",
      "manifest.json",
      "config.json",
      "train.py",
      "serve.py",
      "train.jsonl",
      "validation.jsonl",
    ])
    for (const split of ["train", "validation"] as const) {
      const asked = exportRoute.input.parse({ ...key, split, format: "fireworks", fix: "truncate" })
      const { chunks } = await exportDataset(store.as("viewer"), asked)
      expect(files.get(`${split}.jsonl`)).toBe(Buffer.concat(await Array.fromAsync(chunks)).toString())
    }
    const config = JSON.parse(files.get("config.json") ?? "")
    expect(config).toMatchObject({ method: "iw-sft", epochs: 2, lora: null, baseModel: "Qwen/Qwen3-8B" })
    expect(JSON.parse(files.get("manifest.json") ?? "")).toMatchObject({ id: key.datasetId, name: "Rooms" })
    expect(files.get("train.py")).toBe(readFileSync(join(TRAINERS, "train.py"), "utf8"))
  })

  it("holds Tinker's conversations and script, or a format's files alone with how to use them", async () => {
    const key = await makeDataset()
    const tinker = await unzip({ ...key, target: "tinker", loraRank: 8 })
    expect([...tinker.keys()]).toEqual([
      "README.md",
      "manifest.json",
      "config.json",
      "train.py",
      "train.jsonl",
      "validation.jsonl",
    ])
    const [row = ""] = (tinker.get("train.jsonl") ?? "").split("\n")
    expect(JSON.parse(row).messages[1]).toMatchObject({ role: "assistant", trainable: true })
    expect(tinker.get("train.py")).toContain("TrainOnWhat.CUSTOMIZED")
    expect(JSON.parse(tinker.get("config.json") ?? "")).toMatchObject({ lora: { rank: 8 } })
    const plain = await unzip({ ...key, target: "plain", format: "axolotl" })
    expect([...plain.keys()]).toEqual(["README.md", "manifest.json", "train.jsonl", "validation.jsonl"])
    expect(plain.get("README.md")).toMatch(/Axolotl[\s\S]*trainer is set so/)
    const odd = route.input.parse({ ...key, target: "plain", format: "stone tablets" })
    await expect(bundleDataset(store.as("viewer"), odd)).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const full = route.input.parse({ ...key, target: "tinker", loraRank: 0 })
    await expect(bundleDataset(store.as("viewer"), full)).rejects.toMatchObject({ code: "INVALID_INPUT" })
  })

  it("is refused before the first byte where the method needs what the dataset has not", async () => {
    const key = await makeDataset()
    const pairs = bundleDataset(store.as("viewer"), route.input.parse({ ...key, method: "dpo" }))
    await expect(pairs).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const missing = bundleDataset(store.as("viewer"), route.input.parse({ ...key, datasetId: newId() }))
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    await expect(bundleDataset(stranger, route.input.parse(key))).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })

  it.runIf(canTrain)("weighs as numpy says", () => {
    const said = execFileSync(PYTHON, [join(REFERENCE, "check_weights.py"), TRAINERS], {
      env: QUIET,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    for (const { weights, loss } of JSON.parse(said)) {
      expect(weights).toBeLessThan(1e-5)
      expect(loss).toBeLessThan(1e-5)
    }
  })

  /** A run folder whose model is small, random and made for its texts. */
  async function makeRunFolder(key: { experimentId: string; datasetId: string }, settings: object) {
    const folder = mkdtempSync(join(tmpdir(), "winnow-bundle-"))
    const model = join(folder, "tiny")
    const files = await unzip({
      ...key,
      epochs: 6,
      learningRate: 0.01,
      maxTokens: 512,
      baseModel: model,
      ...settings,
    })
    for (const [name, text] of files) writeFileSync(join(folder, name), text)
    const config = JSON.parse(files.get("config.json") ?? "")
    const quick = {
      ...config,
      batchSize: 4,
      gradientAccumulation: 1,
      warmupSteps: 1,
      logEvery: 1,
      saveEvery: 1,
    }
    writeFileSync(join(folder, "config.json"), JSON.stringify(quick))
    mkdirSync(model)
    run(join(REFERENCE, "make_model.py"), [model, join(folder, "train.jsonl")])
    return folder
  }

  const run = (script: string, args: string[]) =>
    execFileSync(PYTHON, [script, ...args], { env: QUIET, encoding: "utf8", stdio: "pipe" })

  const eventsOf = (folder: string): Record<string, unknown>[] =>
    existsSync(join(folder, "events.jsonl"))
      ? readFileSync(join(folder, "events.jsonl"), "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      : []

  const lossesOf = (folder: string, side: string) =>
    eventsOf(folder).flatMap(({ stage, loss }) => (stage === side ? [loss as number] : []))

  function expectAnswer(folder: string) {
    const answer = JSON.parse(run(join(REFERENCE, "ask_model.py"), [folder]))
    expect(answer.usage.completion_tokens).toBeGreaterThan(0)
    expect(answer.choices[0].message.role).toBe("assistant")
  }

  it.runIf(canTrain).each<{ method: TrainingMethod; loraRank: number }>([
    { method: "sft", loraRank: 8 },
    { method: "iw-sft", loraRank: 8 },
    { method: "iw-sft-step", loraRank: 0 },
  ])(
    "trains a small Qwen3 by $method with LoRA rank $loraRank, and what it wrote answers",
    async ({ method, loraRank }) => {
      const folder = await makeRunFolder(await makeDataset(), { method, loraRank })
      try {
        run(join(folder, "train.py"), [folder])
        const losses = lossesOf(folder, "validation")
        console.log(`${method}, rank ${loraRank}: validation loss by epoch ${losses.join(", ")}`)
        expect(losses.at(-1)).toBeLessThan(losses[0] as number)
        expectAnswer(folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    300_000,
  )

  it.runIf(canTrain)(
    "learns from pairs by DPO, and what it wrote answers",
    { timeout: 300_000 },
    async () => {
      const folder = await makeRunFolder(await makePairs(), { method: "dpo", loraRank: 8 })
      try {
        run(join(folder, "train.py"), [folder])
        const losses = lossesOf(folder, "train")
        console.log(`dpo, rank 8: training loss by step ${losses.join(", ")}`)
        // Before it has learnt anything, both answers are equally likelier than before: ln 2.
        expect(losses[0]).toBeCloseTo(Math.LN2, 2)
        expect(losses.at(-1)).toBeLessThan(0.6)
        expectAnswer(folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  it.runIf(canTrain)(
    "ends where it would have ended when it is stopped and run again",
    { timeout: 300_000 },
    async () => {
      const folder = await makeRunFolder(await makeDataset(), { method: "iw-sft", loraRank: 8 })
      const whole = `${folder}-whole`
      try {
        cpSync(folder, whole, { recursive: true })
        run(join(whole, "train.py"), [whole])
        const child = spawn(PYTHON, [join(folder, "train.py"), folder], { env: QUIET, stdio: "ignore" })
        const ended = once(child, "exit")
        const isUnderWay = () => eventsOf(folder).some(({ type }) => type === "checkpoint")
        await expect.poll(isUnderWay, { timeout: 120_000, interval: 20 }).toBe(true)
        child.kill("SIGTERM")
        await ended
        run(join(folder, "train.py"), [folder])
        expect(eventsOf(folder).some(({ type }) => type === "resumed")).toBe(true)
        const [stopped, uninterrupted] = [folder, whole].map(
          (one) => lossesOf(one, "validation").at(-1) as number,
        )
        console.log(`validation loss at the end: ${uninterrupted} in one go, ${stopped} stopped and resumed`)
        expect(stopped).toBeCloseTo(uninterrupted as number, 3)
        expect(existsSync(join(folder, "model", "adapter_model.safetensors"))).toBe(true)
      } finally {
        rmSync(folder, { recursive: true, force: true })
        rmSync(whole, { recursive: true, force: true })
      }
    },
  )
})

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import type { JobReport, JsonObject } from "@/lib/providers/provider"

const home = mkdtempSync(join(tmpdir(), "winnow-own-"))
const python = resolve("tests/protocol/own-machine-python.mjs")

/** The settings are read once for each process; every test begins as one that knows nothing. */
async function open() {
  vi.resetModules()
  const { ownMachineTrainer } = await import("@/lib/providers/own-machine/trainer")
  const access = {
    baseUrl: "",
    key: null,
    headers: {},
    settings: {},
    fetch: () => Promise.reject(new Error("no")),
  }
  return { trainer: ownMachineTrainer, client: ownMachineTrainer.connect(access) }
}

const kept = { ...process.env }
let count = 0
let key: string

beforeAll(() => {
  writeFileSync(join(home, "rows.jsonl"), '{"messages":[]}\n{"messages":[]}\n')
})

beforeEach(() => {
  Object.assign(process.env, {
    WINNOW_HOME: home,
    WINNOW_PYTHON: python,
    WINNOW_SECRET: "a secret of this Winnow, long enough for it",
    DATABASE_URL: "postgresql://me:password@localhost/winnow",
    AWS_SECRET_ACCESS_KEY: "somebody's",
    HF_HOME: "/models",
  })
  key = `0190-${++count}-1`
})

afterEach(async () => {
  process.env = { ...kept }
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

const folder = () => join(home, "own-machine", key)
const startsOf = (script: string) =>
  readFileSync(join(folder(), `${script}.starts`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { pid: number; env: Record<string, string> })

async function makeJob(play: object) {
  const { client } = await open()
  const baseModel = join(home, `play-${count}.json`)
  writeFileSync(baseModel, JSON.stringify(play))
  const file = {
    role: "training",
    path: join(home, "rows.jsonl"),
    name: "t",
    byteCount: 1,
    rowCount: 2,
    sha256: "a",
  } as const
  const training = await client.upload(file, `${key}-training`, new AbortController().signal)
  return {
    key,
    name: "student",
    baseModel,
    method: "supervised" as const,
    config: {},
    seed: 1,
    files: { training, validation: null },
  }
}

type Client = Awaited<ReturnType<typeof open>>["client"]

async function follow(
  client: Client,
  handle: JsonObject,
  until: (report: JobReport) => boolean = () => false,
) {
  for (let looks = 0; looks < 500; looks++) {
    const report = await client.poll(handle, { knownEvent: null })
    if (until(report) || !["running", "pending"].includes(report.phase)) return report
    await sleep(10)
  }
  throw new Error("it did not come to an end")
}

describe("training as a process of this machine", () => {
  it("writes the folder, runs, says how far it is and names the model", async () => {
    const job = await makeJob({ steps: 4 })
    const { client } = await open()
    const handle = await client.create({ ...job, config: { method: "iw-sft", loraRank: 0, epochs: 2 } })
    const report = await follow(client, handle)
    expect(report).toMatchObject({
      phase: "succeeded",
      model: key,
      progress: 1,
      trainedTokens: 400,
      failure: null,
    })
    expect(report.metrics.map(({ step, loss }) => [step, loss])).toEqual([
      [1, 4],
      [2, 2],
      [3, 4 / 3],
      [4, 1],
    ])
    expect(report.events.map(({ message }) => message)).toEqual([
      "Read 2 rows for training and 0 for validation, 200 tokens trained on each epoch.",
      "Saved a checkpoint at step 2.",
      "Saved a checkpoint at step 4.",
      "Saved the model.",
    ])
    const config = JSON.parse(readFileSync(join(folder(), "config.json"), "utf8"))
    expect(config).toMatchObject({ method: "iw-sft", lora: null, epochs: 2, seed: 1, reference: "frozen" })
  })

  it("gives the process nothing of Winnow's environment but what finds libraries and devices", async () => {
    const job = await makeJob({ steps: 1 })
    const { client } = await open()
    await follow(client, await client.create(job))
    const env = startsOf("train")[0]?.env
    expect(env).toMatchObject({ HF_HOME: "/models", PATH: kept.PATH })
    for (const name of ["WINNOW_SECRET", "DATABASE_URL", "WINNOW_HOME", "AWS_SECRET_ACCESS_KEY"]) {
      expect(env).not.toHaveProperty(name)
    }
  })

  it("is found again by whoever comes after a crash, and never started twice", async () => {
    const job = await makeJob({ steps: 60, stepMs: 20 })
    const first = await open()
    expect(await first.client.find(job)).toBeNull()
    await first.client.create(job)
    const record = join(folder(), "train.process.json")
    const known = JSON.parse(readFileSync(record, "utf8"))

    const second = await open()
    expect(await second.client.find(job)).toEqual({ id: key })
    // Died between the start and the note of who it is.
    writeFileSync(record, JSON.stringify({ ...known, pid: null, startedAt: null }))
    const third = await open()
    expect(await third.client.find(job)).toEqual({ id: key })
    expect(JSON.parse(readFileSync(record, "utf8"))).toEqual(known)
    // Asked to start it all the same.
    writeFileSync(record, JSON.stringify({ ...known, pid: null, startedAt: null }))
    const handle = await third.client.create(job)
    await third.client.cancel(handle)
    expect((await follow(third.client, handle)).phase).toBe("cancelled")
    expect(startsOf("train")).toHaveLength(1)
  })

  it("takes no other process for its own because it has the same number", async () => {
    const job = await makeJob({ steps: 1 })
    const { client } = await open()
    const handle = await client.create(job)
    await follow(client, handle)
    const record = join(folder(), "train.process.json")
    writeFileSync(record, JSON.stringify({ pid: process.pid, startedAt: "1", starts: 1 }))
    await client.cancel(handle)
    expect((await client.poll(handle, { knownEvent: null })).phase).toBe("succeeded")
  })

  it("goes on from the last checkpoint when the process was killed", async () => {
    const job = await makeJob({ steps: 6, dies: [3] })
    const { client } = await open()
    const report = await follow(client, await client.create(job))
    expect(report.phase).toBe("succeeded")
    expect(report.events.map(({ message }) => message)).toContain("Went on from the checkpoint of step 2.")
    expect(startsOf("train")).toHaveLength(2)
  })

  it("gives up on a process that is killed again and again", async () => {
    const job = await makeJob({ steps: 6, dies: [3, 3, 3] })
    const { client } = await open()
    const report = await follow(client, await client.create(job))
    expect(report).toMatchObject({ phase: "failed", failure: { refusal: "machine_failed" } })
    expect(startsOf("train")).toHaveLength(3)
  })

  it("hands what an attempt had learnt to the next one", async () => {
    const job = await makeJob({ steps: 6, failure: "CUDA out of memory" })
    const { client } = await open()
    const failed = await follow(client, await client.create({ ...job, config: {} }))
    expect(failed.failure).toEqual({ refusal: "machine_failed", message: "CUDA out of memory" })
    mkdirSync(join(folder(), "checkpoints", "checkpoint-4"), { recursive: true })
    writeFileSync(job.baseModel, JSON.stringify({ steps: 6 }))
    key = key.replace(/-1$/, "-2")
    const report = await follow(client, await client.create({ ...job, key }))
    expect(report.events.map(({ message }) => message)).toContain("Went on from the checkpoint of step 4.")
  })

  it("repeats the last words of a script that ended without a result", async () => {
    const job = await makeJob({ words: "ImportError: no module named torch" })
    const { client } = await open()
    const report = await follow(client, await client.create(job))
    expect(report.failure?.message).toContain("ImportError: no module named torch")
    expect(startsOf("train")).toHaveLength(1)
  })

  it("ends a process that does not listen, after its grace", async () => {
    const job = await makeJob({ steps: 1000, stepMs: 20, deaf: true })
    const { client } = await open()
    const handle = await client.create(job)
    await follow(client, handle, ({ status }) => status === "running")
    await client.cancel(handle)
    expect((await client.poll(handle, { knownEvent: null })).phase).toBe("running")
    writeFileSync(join(folder(), "cancel.json"), JSON.stringify({ at: Date.now() - 600_000 }))
    await client.cancel(handle)
    expect((await follow(client, handle)).phase).toBe("cancelled")
  })
})

describe("a machine that cannot train", () => {
  const problemsOf = async () => {
    const { trainer } = await open()
    return trainer.check?.({
      baseUrl: "",
      key: null,
      headers: {},
      settings: {},
      fetch: () => Promise.reject(),
    })
  }

  it("says which packages to install, and how", async () => {
    process.env.HF_TEST_MISSING = "torch,trl"
    const [problem] = (await problemsOf()) ?? []
    expect(problem).toContain(`lacks torch, trl: run \`${python} -m pip install`)
    expect(problem).toContain("trl==1.16.0")
    const job = await makeJob({})
    const { client } = await open()
    await expect(client.create(job)).rejects.toMatchObject({ refusal: "machine_not_ready", message: problem })
  })

  it("says that the named Python is none, and that there is none at all", async () => {
    process.env.WINNOW_PYTHON = "/nowhere/python"
    expect((await problemsOf())?.[0]).toContain("/nowhere/python) does not run as a Python")
    delete process.env.WINNOW_PYTHON
    process.env.PATH = "/nowhere"
    expect((await problemsOf())?.[0]).toContain("Install uv (https://docs.astral.sh/uv/)")
  })

  it("has no complaint where everything is there", async () => {
    expect(await problemsOf()).toEqual([])
  })
})

describe("serving what was trained", () => {
  async function trained(play: object) {
    const job = await makeJob({ steps: 1, ...play })
    const { client, trainer } = await open()
    await follow(client, await client.create(job))
    if (!client.deployments || !trainer.endpoint) throw new Error("it serves nothing")
    return {
      deployments: client.deployments,
      find: trainer.endpoint,
      order: { key: "d", model: key, config: {} },
    }
  }

  it("answers on the loopback to who has its key, is found again, and is gone when stopped", async () => {
    const { deployments, find, order } = await trained({})
    await expect(find(key)).rejects.toMatchObject({ code: "UNAVAILABLE" })
    expect(await deployments.find(order)).toBeNull()
    const handle = await deployments.create(order)
    expect(await deployments.find(order)).toEqual(handle)
    await expect.poll(async () => (await deployments.poll(handle)).phase, { interval: 10 }).toBe("ready")
    const { baseUrl, key: secret } = await find(key)
    expect(new URL(baseUrl).hostname).toBe("127.0.0.1")
    const ask = (authorization: string) =>
      fetch(`${baseUrl}/chat/completions`, { method: "POST", headers: { authorization }, body: "{}" })
    expect((await ask("Bearer wrong")).status).toBe(401)
    expect((await ask(`Bearer ${secret}`)).status).toBe(200)
    // Somebody killed it: it is started again, with a key of its own.
    process.kill(startsOf("serve")[0]?.pid as number, "SIGKILL")
    await expect.poll(() => startsOf("serve").length, { interval: 10 }).toBe(1)
    await expect
      .poll(async () => ((await deployments.poll(handle)).phase === "ready" ? startsOf("serve").length : 0), {
        interval: 10,
      })
      .toBe(2)
    await deployments.stop(handle)
    await expect(find(key)).rejects.toMatchObject({ code: "UNAVAILABLE" })
    await deployments.stop(handle)
  })

  it("gives up on a model that does not load, with the words of its server", async () => {
    const { deployments, order } = await trained({ servesNever: true })
    const handle = await deployments.create(order)
    await expect.poll(async () => (await deployments.poll(handle)).phase, { interval: 10 }).toBe("failed")
    expect(startsOf("serve")).toHaveLength(3)
  })
})

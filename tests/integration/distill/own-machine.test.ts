import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { runStop } from "@/lib/services/deployment/run-stop"
import { listFineTuneEvents } from "@/lib/services/fine-tune/list-events"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { goOn, makeHostedInputs, playPipeline } from "@/tests/factories/hosted"
import { asPerson, createPerson } from "@/tests/factories/person"

let store: TestStore
let ctx: Context
let setting: BabyAiSetting
let teacherRunId: string
const home = mkdtempSync(join(tmpdir(), "winnow-own-"))

beforeAll(async () => {
  process.env.WINNOW_HOME = home
  process.env.WINNOW_PYTHON = resolve("tests/protocol/own-machine-python.mjs")
  process.env.WINNOW_PROVIDER_POLL_MS = "50"
  store = await openTestStore()
  ctx = asPerson(store.db, await createPerson(store.db, { role: "editor", name: "Ada" }))
  setting = await makeBabyAi(ctx, { trainPerLevel: 4, testPerLevel: 2 })
  teacherRunId = await makeTeacherRun(ctx, setting)
})

afterAll(async () => {
  await stopServers()
  await store.close()
  rmSync(home, { recursive: true, force: true })
})

/** Distills on this machine by a script that behaves as `play` says. */
function inputsFor(play: object, config: Record<string, unknown> = {}) {
  const baseModel = join(home, `play-${Math.random()}.json`)
  writeFileSync(baseModel, JSON.stringify(play))
  return makeHostedInputs(setting, teacherRunId, { provider: "own-machine", baseModel, config })
}

const startsIn = (fineTuneId: string, script: string, attempt = 1) =>
  readFileSync(join(home, "own-machine", `${fineTuneId}-${attempt}`, `${script}.starts`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).pid as number)

/** What the worker does with the stops that stages ask for. */
async function stopServers() {
  for (const { id } of await store.db.prisma.deployment.findMany({ where: { stoppedAt: null } })) {
    await runStop(ctx, { deploymentId: id }, new AbortController().signal)
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe("a student trained on this machine", () => {
  it("goes from the dataset to the verdict; its server is gone afterwards", async () => {
    const pipeline = await playPipeline(ctx, setting.experimentId, inputsFor({ steps: 4 }))
    expect(pipeline.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
    expect(pipeline.status).toBe("done")
    expect(pipeline.hosted).toMatchObject({
      providerTitle: "This machine with TRL",
      connectionName: null,
      providerStatus: "succeeded",
      status: "succeeded",
      model: `${pipeline.fineTuneId}-1`,
    })
    expect(pipeline.loss.map(({ loss }) => loss)).toEqual([4, 2, 4 / 3, 1])
    expect(pipeline.attempts.student?.done).toBeGreaterThan(0)
    const [server] = startsIn(pipeline.fineTuneId as string, "serve")
    expect(isAlive(server as number)).toBe(true)
    await stopServers()
    expect(isAlive(server as number)).toBe(false)
    const key = { experimentId: pipeline.experimentId, fineTuneId: pipeline.fineTuneId as string, after: 0 }
    const said = (await listFineTuneEvents(ctx, key)).items.map(({ message }) => message)
    expect(said).toContain("Created the job.")
    expect(said).toContain("Saved the model.")
  })

  it("is cancelled at once, with its process, and goes on from its checkpoint when retried", async () => {
    const inputs = inputsFor({ steps: 400, stepMs: 10 })
    const running = await playPipeline(
      ctx,
      setting.experimentId,
      inputs,
      ({ hosted }) => hosted?.providerStatus === "running" && hosted.checkpoints.length > 0,
    )
    const key = { experimentId: running.experimentId, pipelineId: running.id }
    await controlPipeline(ctx, { ...key, action: "cancel" })
    const cancelled = await goOn(ctx, key)
    expect(cancelled).toMatchObject({ status: "cancelled", hosted: { status: "cancelled" } })
    const fineTuneId = running.fineTuneId as string
    const [pid] = startsIn(fineTuneId, "train")
    expect(isAlive(pid as number)).toBe(false)

    writeFileSync(inputs.baseModel, JSON.stringify({ steps: 4 }))
    await controlPipeline(ctx, { ...key, action: "retry" })
    const done = await goOn(ctx, key)
    expect(done.status).toBe("done")
    expect(done.hosted?.attempt).toBe(2)
    const said = await listFineTuneEvents(ctx, { experimentId: key.experimentId, fineTuneId, after: 0 })
    expect(said.items.some(({ message }) => message.startsWith("Went on from the checkpoint of step"))).toBe(
      true,
    )
  })

  it("ends with the script's own words and what to do where it failed", async () => {
    const pipeline = await playPipeline(
      ctx,
      setting.experimentId,
      inputsFor({ failure: "CUDA out of memory" }),
    )
    expect(pipeline.hosted?.refusal).toMatchObject({
      kind: "machine_failed",
      message: "CUDA out of memory",
      advice: expect.stringContaining("last checkpoint"),
    })
  })

  it("is refused before anything is made where the settings are not its own", async () => {
    const asked = { experimentId: setting.experimentId, name: "x", budgetUsd: null }
    const inputs = inputsFor({}, { method: "magic" })
    const { problems } = await estimatePipeline(ctx, { ...asked, inputs })
    expect(problems).toEqual([
      "The training settings are not those of This machine with TRL: look through them.",
    ])
  })
})

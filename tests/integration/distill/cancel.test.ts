import { afterAll, beforeAll, expect, it } from "vitest"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { getPipeline } from "@/lib/services/pipeline/get"
import { runPipeline } from "@/lib/services/pipeline/run"
import { startPipeline } from "@/lib/services/pipeline/start"
import { makeBabyAi, makePipelineInputs, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(() => store.close())

it("finishes on a retry what was cancelled while it trained", async () => {
  const ctx = store.as("editor")
  const setting = await makeBabyAi(ctx, { trainPerLevel: 40, testPerLevel: 10 })
  const inputs = makePipelineInputs(setting, await makeTeacherRun(ctx, setting), "success", { updates: 4000 })
  const { experimentId } = setting
  const started = await startPipeline(ctx, { experimentId, name: "cancelled", inputs, budgetUsd: null })
  const key = { experimentId, pipelineId: started.id }
  const run = () => runPipeline(ctx, key, new AbortController().signal)

  const running = run()
  await expect
    .poll(async () => (await getPipeline(ctx, key)).loss.length, { timeout: 60_000 })
    .toBeGreaterThan(0)
  await controlPipeline(ctx, { ...key, action: "cancel" })
  await running
  const cancelled = await getPipeline(ctx, key)
  expect(cancelled.status).toBe("cancelled")
  expect(cancelled.stages.map(({ status }) => status).slice(0, 2)).toEqual(["done", "cancelled"])

  await controlPipeline(ctx, { ...key, action: "retry" })
  await run()
  const retried = await getPipeline(ctx, key)
  expect(retried.stages.map(({ error }) => error).filter(Boolean)).toEqual([])
  expect(retried.status).toBe("done")
})

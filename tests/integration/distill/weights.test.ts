import { afterAll, beforeAll, expect, it } from "vitest"
import { startPipeline as startRoute } from "@/lib/contracts/pipelines"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { getDataset } from "@/lib/services/dataset/get"
import { getPipeline } from "@/lib/services/pipeline/get"
import { runPipeline } from "@/lib/services/pipeline/run"
import { startPipeline } from "@/lib/services/pipeline/start"
import { type BabyAiSetting, makeBabyAi, makePipelineInputs, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"

let store: TestStore
let setting: BabyAiSetting
let runId: string
beforeAll(async () => {
  store = await openTestStore()
  setting = await makeBabyAi(store.as("editor"), { trainPerLevel: 30, testPerLevel: 5 })
  runId = await makeTeacherRun(store.as("editor"), setting)
})
afterAll(() => store.close())

async function distill(name: string, weighting: Weighting) {
  const { experimentId } = setting
  const inputs = { ...makePipelineInputs(setting, runId, "success", { updates: 100 }), weighting }
  const { id } = await startPipeline(
    store.as("editor"),
    startRoute.input.parse({ experimentId, name, inputs }),
  )
  await runPipeline(store.as("editor"), { experimentId, pipelineId: id }, new AbortController().signal)
  const pipeline = await getPipeline(store.as("viewer"), { experimentId, pipelineId: id })
  expect(pipeline.status).toBe("done")
  const datasetId = pipeline.datasetId as string
  const { manifest } = await getDataset(store.as("viewer"), { experimentId, datasetId })
  return { pipeline, manifest }
}

it("a pipeline weighs its dataset, and the student its loss by that", async () => {
  const { pipeline, manifest } = await distill("by quality", {
    scheme: "quality",
    metric: "score",
    temperature: 0.5,
    clip: 20,
  })
  expect(manifest.weights?.summary.effectiveSampleSize).toBeLessThan(manifest.counts.episodes)
  const { weights, examples } = pipeline.training as { weights: Record<string, number>; examples: number }
  expect(weights.examples).toBe(examples)
  expect(weights.effectiveSampleSize).toBeLessThan(examples)
})

it("a pipeline measures the log-ratios that its importance weights need", async () => {
  const { pipeline, manifest } = await distill("by importance", { scheme: "importance", kappa: 3, clip: 16 })
  expect(manifest.weights).toMatchObject({ unknown: 0, fitId: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const summary = manifest.weights?.summary
  expect(summary?.count).toBe(manifest.counts.episodes)
  expect(summary?.effectiveSampleSize).toBeLessThan(manifest.counts.episodes)
  expect(pipeline.training).toMatchObject({ weights: { examples: expect.any(Number) } })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startPipeline as startRoute } from "@/lib/contracts/pipelines"
import type { RouteInput } from "@/lib/contracts/route"
import { getDataset } from "@/lib/services/dataset/get"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"
import { getPipeline } from "@/lib/services/pipeline/get"
import { runPipeline } from "@/lib/services/pipeline/run"
import { startPipeline } from "@/lib/services/pipeline/start"
import { type BabyAiSetting, makeBabyAi, makePipelineInputs, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"

describe("training on what leaks", () => {
  let store: TestStore
  let setting: BabyAiSetting
  let runId: string
  beforeAll(async () => {
    store = await openTestStore()
    setting = await makeBabyAi(store.as("editor"), { trainPerLevel: 60, testPerLevel: 40 })
    runId = await makeTeacherRun(store.as("editor"), setting)
  })
  afterAll(() => store.close())

  const inputs = (leaks: "drop" | "report") => ({
    ...makePipelineInputs(setting, runId, "all", { updates: 100 }),
    leaks,
  })

  const start = (request: Omit<RouteInput<typeof startRoute>, "experimentId">) =>
    startPipeline(
      store.as("editor"),
      startRoute.input.parse({ experimentId: setting.experimentId, ...request }),
    )

  it("is refused, until somebody says why; that is kept with the training, and the dataset says that it leaks", async () => {
    const { experimentId } = setting
    const estimate = await estimatePipeline(store.as("viewer"), { experimentId, inputs: inputs("report") })
    expect(estimate.leakingEpisodes).toBeGreaterThan(0)
    expect(estimate.certificate.passed).toBe(false)
    await expect(start({ name: "leaky", inputs: inputs("report") })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("the same first user turn"),
      issues: [{ path: "leakOverride" }],
    })
    const reason = "To measure how much the leak is worth."
    const { id } = await start({ name: "leaky", inputs: inputs("report"), leakOverride: { reason } })
    await runPipeline(store.as("editor"), { experimentId, pipelineId: id }, new AbortController().signal)
    const pipeline = await getPipeline(store.as("viewer"), { experimentId, pipelineId: id })
    expect(pipeline.status).toBe("done")
    expect(pipeline.leakOverride).toMatchObject({ reason, byName: "editor", at: expect.any(String) })
    const fineTune = await store.db.prisma.fineTune.findFirstOrThrow({
      where: { id: pipeline.fineTuneId as string },
    })
    expect(fineTune.leakOverride).toMatchObject({ reason })
    const datasetId = pipeline.datasetId as string
    const { manifest } = await getDataset(store.as("viewer"), { experimentId, datasetId })
    expect(manifest.certificate.passed).toBe(false)
  })

  it("needs no reason where what leaks is left out", async () => {
    const { experimentId } = setting
    const kept = await estimatePipeline(store.as("viewer"), { experimentId, inputs: inputs("report") })
    const left = await estimatePipeline(store.as("viewer"), { experimentId, inputs: inputs("drop") })
    expect(left.certificate.passed).toBe(true)
    expect(left.leakingEpisodes).toBe(kept.leakingEpisodes)
    expect(left.episodes).toBe(kept.episodes - kept.leakingEpisodes)
    const { leakOverride } = await start({ name: "clean", inputs: inputs("drop") })
    expect(leakOverride).toBeNull()
  })
})

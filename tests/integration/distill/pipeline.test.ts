import { afterAll, beforeAll, expect, it } from "vitest"
import { getEvaluation } from "@/lib/services/evaluation/get"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { getPipeline } from "@/lib/services/pipeline/get"
import { runPipeline } from "@/lib/services/pipeline/run"
import { startPipeline } from "@/lib/services/pipeline/start"
import {
  type BabyAiSetting,
  draftTeacherRun,
  makeBabyAi,
  makePipelineInputs,
  makeTeacherRun,
} from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"

let store: TestStore
let setting: BabyAiSetting
let teacherRunId: string

beforeAll(async () => {
  store = await openTestStore()
  const ctx = store.as("editor")
  setting = await makeBabyAi(ctx, { trainPerLevel: 200, testPerLevel: 75 })
  teacherRunId = await makeTeacherRun(ctx, setting)
})

afterAll(() => store.close())

async function distill(objective: "all" | "topq", updates = 1500) {
  const ctx = store.as("editor")
  const inputs = makePipelineInputs(setting, teacherRunId, objective, { updates })
  const { experimentId } = setting
  const started = await startPipeline(ctx, {
    experimentId,
    name: `student ${objective}`,
    inputs,
    budgetUsd: null,
  })
  await runPipeline(ctx, { experimentId, pipelineId: started.id }, new AbortController().signal)
  return getPipeline(ctx, { experimentId, pipelineId: started.id })
}

it("trains a student on the best half that beats its teacher, and one on everything that does not", async () => {
  const best = await distill("topq")
  expect(best.stages.map((stage) => [stage.name, stage.status, stage.error])).toEqual(
    ["dataset", "training", "evaluation", "teacher", "verdict"].map((name) => [name, "done", null]),
  )
  expect(best.verdict?.difference.value).toBeGreaterThanOrEqual(0.08)
  expect(best.verdict?.kind).toBe("better")
  expect(best.verdict?.sentence).toContain("300 held-out tasks")
  expect(best.loss.length).toBeGreaterThan(10)

  const all = await distill("all")
  expect(all.verdict?.difference.value).toBeLessThan(0)
  expect(all.teacherEvaluationRunId).toBe(best.teacherEvaluationRunId)
  const { student, teacher } = best.attempts
  expect(student).toMatchObject({ status: "done", planned: 300, done: 300, spentUsd: 0 })
  expect(student?.latencyP50Ms).toBeGreaterThanOrEqual(0)
  expect([teacher?.shared, all.attempts.teacher?.shared]).toEqual([false, true])
})

it("answers the pipeline there is for the same inputs", async () => {
  const ctx = store.as("editor")
  const { experimentId } = setting
  const inputs = makePipelineInputs(setting, teacherRunId, "success", { updates: 300 })
  const first = await startPipeline(ctx, { experimentId, name: "twice", inputs, budgetUsd: null })
  const second = await startPipeline(ctx, { experimentId, name: "another name", inputs, budgetUsd: null })
  expect(second.id).toBe(first.id)
  expect(await store.db.prisma.pipeline.count({ where: { experimentId, name: "another name" } })).toBe(0)
})

it("makes the same episodes after an interruption as without one", async () => {
  const ctx = store.as("editor")
  const small = { trainPerLevel: 20, testPerLevel: 5 }
  const read = async (experimentId: string) => {
    const rows = await store.db.prisma.episode.findMany({
      where: { experimentId },
      select: { externalId: true, score: true, contentHash: true },
      orderBy: { externalId: "asc" },
    })
    return rows.map((row) => [row.externalId, row.score, row.contentHash])
  }
  const whole = await makeBabyAi(ctx, small)
  await makeTeacherRun(ctx, whole)

  const broken = await makeBabyAi(ctx, small)
  const { id: evaluationId } = await draftTeacherRun(ctx, broken)
  const key = { experimentId: broken.experimentId, evaluationId }
  for (let interruption = 0; interruption < 3; interruption++) {
    const stop = new AbortController()
    const playing = runEvaluation(ctx, key, stop.signal)
    setImmediate(() => setImmediate(() => stop.abort()))
    await playing.catch((error: unknown) => expect(error).toBe(stop.signal.reason))
  }
  await runEvaluation(ctx, key, new AbortController().signal)

  const { status, done, planned } = await getEvaluation(ctx, key)
  expect({ status, done, planned }).toEqual({ status: "done", done: 80, planned: 80 })
  expect(await read(broken.experimentId)).toEqual(await read(whole.experimentId))
})

import { evaluationPlanSchema } from "@/lib/contracts/evaluations"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { derivedId, newId } from "@/lib/db/new-id"
import { createEvaluation } from "@/lib/services/evaluation/create"
import { getPipeline } from "@/lib/services/pipeline/get"
import { startPipeline } from "@/lib/services/pipeline/start"
import { type BabyAiSetting, makeBabyAi, makePipelineInputs } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import type { KillPoint } from "@/tests/integration/distill/kill-point"
import { type Kill, Killer } from "@/tests/integration/distill/killer"
import { waitUntil } from "@/tests/integration/distill/wait-until"

/** Training episodes get the same ids in every database, so that datasets can be compared by their hash. */
const RECORDING = { id: derivedId("kill/recording"), createdAt: new Date("2026-01-01T00:00:00Z") }

/** Cuts aimless attempts short, which are most of the work. */
const MAX_STEPS = 24

export interface DisturbedPipeline extends AsyncDisposable {
  store: TestStore
  pipeline: PipelineRecord
  kills: Kill[]
  durationMs: number
  /** How many jobs ended, by name and state. */
  jobs: Record<string, number>
  /** How the last worker ended when it was asked to. */
  exitCode: number | null
}

async function makeSetting(ctx: Context): Promise<BabyAiSetting> {
  const setting = await makeBabyAi(ctx, { trainPerLevel: 60, testPerLevel: 28 })
  const price = { inputUsdPerMTok: 2, cachedUsdPerMTok: 0.5, outputUsdPerMTok: 8, source: "this test" }
  await ctx.db.prisma.price.create({
    data: { ...price, id: newId(), modelId: setting.modelId, sourceDate: RECORDING.createdAt },
  })
  return setting
}

async function queueRecording(ctx: Context, setting: BabyAiSetting): Promise<string> {
  const { runId, id } = await createEvaluation(ctx, {
    ...setting,
    id: RECORDING.id,
    runName: "teacher",
    role: "teacher",
    plan: evaluationPlanSchema.parse({ split: "train", seed: 1, maxSteps: MAX_STEPS }),
    budgetUsd: null,
  })
  await ctx.db.prisma.evaluation.updateMany({ where: { id }, data: { createdAt: RECORDING.createdAt } })
  return runId
}

/** What a person does: waits for the recording, starts the pipeline, waits for its end. */
async function distill(
  ctx: Context,
  setting: BabyAiSetting,
  teacherRunId: string,
  signal: AbortSignal,
): Promise<PipelineRecord> {
  const { experimentId } = setting
  await waitUntil(
    () =>
      ctx.db.prisma.evaluation.findFirst({ where: { experimentId, status: "done" }, select: { id: true } }),
    signal,
  )
  const base = makePipelineInputs(setting, teacherRunId, "topq", { updates: 1000 })
  const inputs = { ...base, evaluation: { ...base.evaluation, trials: 2, maxSteps: MAX_STEPS } }
  const { id } = await startPipeline(ctx, { experimentId, name: "student", inputs, budgetUsd: null })
  const where = { experimentId, id, finishedAt: { not: null } }
  await waitUntil(() => ctx.db.prisma.pipeline.findFirst({ where, select: { id: true } }), signal)
  return getPipeline(ctx, { experimentId, pipelineId: id })
}

/** The jobs by name and state, once none waits or runs. */
function waitUntilIdle({ db }: TestStore, signal: AbortSignal): Promise<Record<string, number>> {
  return waitUntil(async () => {
    const { rows } = await db.pool.query<{ key: string; n: number }>(
      "SELECT name || ' ' || state AS key, count(*)::int AS n FROM pgboss.job GROUP BY 1",
    )
    const isBusy = rows.some(({ key }) => !/ (completed|failed|cancelled)$/.test(key))
    return isBusy ? null : Object.fromEntries(rows.map(({ key, n }) => [key, n]))
  }, signal)
}

/** Records a teacher and distils it with the real worker, which is killed at these points in turn. */
export async function playDisturbed(
  points: readonly KillPoint[],
  limitMs: number,
): Promise<DisturbedPipeline> {
  await using cleanUp = new AsyncDisposableStack()
  const store = cleanUp.use(await openTestStore())
  const ctx = store.as("editor")
  const setting = await makeSetting(ctx)
  const teacherRunId = await queueRecording(ctx, setting)
  const startedAt = performance.now()
  const killer = cleanUp.use(await Killer.start(store.db, points, limitMs))
  const pipeline = await killer.during((signal) => distill(ctx, setting, teacherRunId, signal))
  const durationMs = performance.now() - startedAt
  const jobs = await waitUntilIdle(store, killer.signal)
  const exitCode = await killer.stop()
  const kept = cleanUp.move()
  const dispose = () => kept.disposeAsync()
  return { store, pipeline, kills: killer.kills, durationMs, jobs, exitCode, [Symbol.asyncDispose]: dispose }
}

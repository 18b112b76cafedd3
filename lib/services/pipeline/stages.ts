import { setTimeout as sleep } from "node:timers/promises"
import { manifestSchema } from "@/lib/contracts/manifest"
import type { PipelineInputs, StageName } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { type FineTune, type Pipeline, Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { createDataset } from "@/lib/services/dataset/create"
import { requireCleanOrOverride } from "@/lib/services/dataset/require-clean"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { ensureDeployment } from "@/lib/services/deployment/ensure"
import { readWeights, releaseDeployments } from "@/lib/services/deployment/release"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { getEvaluation } from "@/lib/services/evaluation/get"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { requireTrainer } from "@/lib/services/fine-tune/require-trainer"
import { runLocalFineTune } from "@/lib/services/fine-tune/run-local"
import { startHostedFineTune } from "@/lib/services/fine-tune/start-hosted"
import { getImportanceFit } from "@/lib/services/importance/get"
import { runImportanceFit } from "@/lib/services/importance/run"
import { draftImportanceFit } from "@/lib/services/importance/start"
import { findEvaluations } from "@/lib/services/pipeline/find-evaluations"
import type { Journal } from "@/lib/services/pipeline/journal"
import { datasetOf, type PipelineParts, teacherEvaluationId } from "@/lib/services/pipeline/parts"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"
import { decideVerdict } from "@/lib/services/pipeline/verdict"
import { requireRun } from "@/lib/services/run/require-run"

export interface StageContext {
  ctx: Context
  row: Pipeline
  inputs: PipelineInputs
  parts: PipelineParts
  journal: Journal
  signal: AbortSignal
}

/**
 * Does one stage and answers what it did in one sentence; null when it goes on elsewhere and wakes the pipeline when it ends.
 * Run again after a crash, it finds what it had made.
 */
type Stage = (stage: StageContext) => Promise<string | null>

/** Importance weights need log-ratios, which are measured here as they are from the curation lab. */
async function measureWeights({ ctx, row, inputs, journal, signal }: StageContext): Promise<void> {
  if (datasetOf(inputs).weighting.scheme !== "importance") return
  const { experimentId } = row
  const { id } = await draftImportanceFit(ctx, { experimentId, ...datasetOf(inputs) })
  const key = { experimentId, fitId: id }
  await runImportanceFit(ctx, key, signal, (progress, stage) =>
    journal.progress("dataset", progress, `measuring weights: ${stage}`),
  )
  const { status, error } = await getImportanceFit(ctx, key)
  if (status !== "done") throw new AppError("UNAVAILABLE", error ?? "The weights could not be measured.")
}

async function makeDataset(stage: StageContext): Promise<string> {
  const { ctx, row, inputs, parts } = stage
  const { experimentId, name } = row
  const key = { experimentId_id: { experimentId, id: parts.datasetId } }
  const known = await ctx.db.prisma.dataset.findUnique({ where: key })
  if (!known) {
    await measureWeights(stage)
    await createDataset(ctx, {
      experimentId,
      id: parts.datasetId,
      name,
      ...datasetOf(inputs),
    })
  }
  const { episodeCount, taskCount } = await ctx.db.prisma.dataset.findUniqueOrThrow({ where: key })
  return `kept ${episodeCount} episodes on ${taskCount} tasks`
}

/** @throws AppError INVALID_INPUT when the dataset leaks and nobody took responsibility for it. */
async function requireTrainable(
  ctx: Context,
  { experimentId, leakOverride }: Pipeline,
  parts: PipelineParts,
) {
  const { manifest } = await requireDataset(ctx, experimentId, parts.datasetId)
  requireCleanOrOverride(manifestSchema.parse(manifest).certificate, leakOverride)
}

async function train(stage: StageContext): Promise<string | null> {
  const { ctx, row, inputs, parts } = stage
  const { experimentId } = row
  const { provider, baseModel, objective, config, trainingSeed } = inputs
  await requireTrainable(ctx, row, parts)
  const isHosted = requireTrainer(provider).kind === "hosted"
  const fineTune = await ctx.db.prisma.fineTune.upsert({
    where: { experimentId_id: { experimentId, id: parts.fineTuneId } },
    create: {
      experimentId,
      id: parts.fineTuneId,
      datasetId: parts.datasetId,
      pipelineId: row.id,
      connectionId: inputs.connectionId ?? null,
      provider,
      baseModel,
      objective,
      config: { seed: trainingSeed, settings: config as Prisma.InputJsonObject },
      status: "queued",
      idempotencyKey: parts.fineTuneId,
      leakOverride: row.leakOverride ?? Prisma.DbNull,
      createdById: row.createdById,
    },
    update: {},
  })
  return isHosted ? awaitHosted(stage, fineTune) : trainHere(stage)
}

async function awaitHosted({ ctx, row }: StageContext, fineTune: FineTune): Promise<string | null> {
  if (fineTune.status === "succeeded")
    return `trained ${row.name} at ${requireTrainer(fineTune.provider).title}`
  if (fineTune.status === "failed" || fineTune.status === "cancelled") {
    throw new AppError("UNAVAILABLE", fineTune.error ?? "Training was cancelled.")
  }
  await startHostedFineTune(ctx, fineTune)
  return null
}

async function trainHere({ ctx, row, parts, journal, signal }: StageContext): Promise<string> {
  const { experimentId } = row
  const run = { experimentId, fineTuneId: parts.fineTuneId, modelName: row.name }
  const onProgress: Parameters<typeof runLocalFineTune>[1]["onProgress"] = async ({
    progress,
    stage,
    metrics,
  }) => {
    await ctx.db.prisma.fineTune.update({
      where: { experimentId_id: { experimentId, id: parts.fineTuneId } },
      data: { progress, metrics: metrics as unknown as Prisma.InputJsonArray },
    })
    const loss = metrics.at(-1)?.loss
    await journal.progress(
      "training",
      progress,
      loss === undefined ? stage : `${stage}, loss ${loss.toFixed(3)}`,
    )
  }
  await runLocalFineTune(ctx, { ...run, onProgress }, signal)
  return `trained ${row.name}`
}

/** Runs an evaluation and reports its progress until it is over. */
async function evaluate(stage: StageContext, name: StageName, evaluationId: string): Promise<string> {
  const { ctx, row, journal, signal } = stage
  const key = { experimentId: row.experimentId, evaluationId }
  const watch = new AbortController()
  const report = async () => {
    while (!watch.signal.aborted) {
      const { done, planned } = await getEvaluation(ctx, key)
      await journal.progress(name, done / planned, `${done} of ${planned} attempts`)
      await sleep(500, undefined, { signal: watch.signal }).catch(() => undefined)
    }
  }
  const reporting = report()
  try {
    await runEvaluation(ctx, key, signal)
  } finally {
    watch.abort()
    await reporting
  }
  const { status, error, done, successCount, modelName } = await getEvaluation(ctx, key)
  if (status !== "done") throw new AppError("UNAVAILABLE", error ?? `The evaluation is ${status}.`)
  return `${modelName} solved ${successCount} of ${done} attempts`
}

/** Whether every attempt of the student is on record: who died right after the last one needs no hardware to go on. */
async function isPlayed({ ctx, row, parts }: StageContext): Promise<boolean> {
  const { experimentId } = row
  const where = { experimentId, id: parts.studentEvaluationId, status: "done" }
  return (await ctx.db.prisma.evaluation.count({ where })) > 0
}

/** Plays with the hardware that the student needs, where it does; frees it unless it is kept or the worker only pauses. */
async function withEndpoint(
  stage: StageContext,
  fineTune: FineTune,
  play: () => Promise<string>,
): Promise<string> {
  const { ctx, row, inputs, journal, signal } = stage
  const trainer = requireTrainer(fineTune.provider)
  if (trainer.kind === "local" || !trainer.deployment) return play()
  const release = () => releaseDeployments(ctx, fineTune)
  const isKept = inputs.keepEndpoint ?? false
  try {
    const onProgress = (note: string) => journal.progress("evaluation", null, note)
    if (!(await isPlayed(stage))) {
      const weights = await readWeights(ctx, fineTune)
      await ensureDeployment(ctx, { trainer, fineTune, weights, isKept, onProgress }, signal)
    }
    const note = await play()
    if (!isKept) await release()
    return note
  } catch (error) {
    const { status } = await requirePipeline(ctx, row.experimentId, row.id)
    if (error instanceof AppError || status === "cancelled") await release()
    throw error
  }
}

async function evaluateStudent(stage: StageContext): Promise<string> {
  const { ctx, row, parts } = stage
  const fineTune = await ctx.db.prisma.fineTune.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: row.experimentId, id: parts.fineTuneId } },
  })
  return withEndpoint(stage, fineTune, () => playStudent(stage, fineTune))
}

async function playStudent(stage: StageContext, { modelId }: FineTune): Promise<string> {
  const { ctx, row, inputs, parts } = stage
  const { experimentId } = row
  if (!modelId) throw new AppError("CONFLICT", "Training left no model: retry from training.")
  await draftEvaluation(ctx, {
    experimentId,
    id: parts.studentEvaluationId,
    runName: row.name,
    modelId,
    role: "student",
    environment: inputs.environment,
    plan: inputs.evaluation,
    budgetUsd: row.budgetMicro === null ? null : Number(row.budgetMicro) / 1e6,
  })
  return evaluate(stage, "evaluation", parts.studentEvaluationId)
}

/** One budget for both sides: what the student left of it. */
async function remainingBudgetUsd({ ctx, row }: StageContext): Promise<number | null> {
  if (row.budgetMicro === null) return null
  const { student } = await findEvaluations(ctx, row)
  const left = row.budgetMicro - (student?.spentMicro ?? 0n)
  return left > 0n ? Number(left) / 1e6 : 0
}

async function evaluateTeacher(stage: StageContext): Promise<string> {
  const { ctx, row, inputs } = stage
  const { experimentId } = row
  const { modelId } = await requireRun(ctx, experimentId, inputs.teacherRunId)
  const model = await ctx.db.prisma.model.findUniqueOrThrow({ where: { id: modelId } })
  const id = teacherEvaluationId(experimentId, modelId, inputs)
  await draftEvaluation(ctx, {
    experimentId,
    id,
    runName: `${model.name} held out ${id.slice(0, 4)}`,
    modelId,
    role: "teacher",
    environment: inputs.environment,
    plan: inputs.evaluation,
    budgetUsd: await remainingBudgetUsd(stage),
  })
  return evaluate(stage, "teacher", id)
}

export const STAGE_RUNS: Record<StageName, Stage> = {
  dataset: makeDataset,
  training: train,
  evaluation: evaluateStudent,
  teacher: evaluateTeacher,
  verdict: decideVerdict,
}

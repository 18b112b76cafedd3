import { setTimeout as sleep } from "node:timers/promises"
import { manifestSchema } from "@/lib/contracts/manifest"
import type { PipelineInputs, StageName } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { type Pipeline, Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { createDataset } from "@/lib/services/dataset/create"
import { requireCleanOrOverride } from "@/lib/services/dataset/require-clean"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { getEvaluation } from "@/lib/services/evaluation/get"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { runFineTune } from "@/lib/services/fine-tune/run"
import { getImportanceFit } from "@/lib/services/importance/get"
import { runImportanceFit } from "@/lib/services/importance/run"
import { draftImportanceFit } from "@/lib/services/importance/start"
import { findEvaluations } from "@/lib/services/pipeline/find-evaluations"
import type { Journal } from "@/lib/services/pipeline/journal"
import { datasetOf, type PipelineParts, teacherEvaluationId } from "@/lib/services/pipeline/parts"
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

/** Does one stage and answers what it did in one sentence. Run again after a crash, it finds what it had made. */
type Stage = (stage: StageContext) => Promise<string>

/** Importance weights need log-ratios, which are measured here as they are from the curation lab. */
async function measureWeights({ ctx, row, inputs, journal, signal }: StageContext): Promise<void> {
  if (inputs.weighting?.scheme !== "importance") return
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

async function train({ ctx, row, inputs, parts, journal, signal }: StageContext): Promise<string> {
  const { experimentId } = row
  const { provider, baseModel, objective, config, trainingSeed } = inputs
  await requireTrainable(ctx, row, parts)
  await ctx.db.prisma.fineTune.upsert({
    where: { experimentId_id: { experimentId, id: parts.fineTuneId } },
    create: {
      experimentId,
      id: parts.fineTuneId,
      datasetId: parts.datasetId,
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
  const run = { experimentId, fineTuneId: parts.fineTuneId, modelName: row.name }
  const onProgress: Parameters<typeof runFineTune>[1]["onProgress"] = async ({
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
  await runFineTune(ctx, { ...run, onProgress }, signal)
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

async function evaluateStudent(stage: StageContext): Promise<string> {
  const { ctx, row, inputs, parts } = stage
  const { experimentId } = row
  const { modelId } = await ctx.db.prisma.fineTune.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: parts.fineTuneId } },
  })
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

import { z } from "zod"
import { evaluationProgressSchema } from "@/lib/contracts/evaluations"
import type { HostedJobRecord } from "@/lib/contracts/fine-tunes"
import { leakOverrideSchema } from "@/lib/contracts/leaks"
import {
  PIPELINE_STATUSES,
  type PipelineRecord,
  pipelineSchema,
  type StageRecord,
} from "@/lib/contracts/pipelines"
import { launchCostSchema } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import type { FineTune, Pipeline } from "@/lib/db/generated/client"
import { DEPLOYMENT_INCLUDE, presentDeployments } from "@/lib/services/deployment/present-deployment"
import { presentEvaluation } from "@/lib/services/evaluation/present-evaluation"
import { isHosted } from "@/lib/services/fine-tune/hosted-providers"
import { presentHostedJob } from "@/lib/services/fine-tune/present-hosted-job"
import { readTrainingBill } from "@/lib/services/fine-tune/training-bill"
import { findEvaluations } from "@/lib/services/pipeline/find-evaluations"
import { partsOf } from "@/lib/services/pipeline/parts"
import { isShared, spendingOf } from "@/lib/services/pipeline/spending"

const storedSchema = pipelineSchema.pick({ stages: true, verdict: true })
const lossSchema = pipelineSchema.shape.loss
const notesSchema = z.object({ notes: z.record(z.string(), z.unknown()).nullable().default(null) })

async function findParts(ctx: Context, { experimentId, id }: Pipeline) {
  const { datasetId, fineTuneId } = partsOf(id)
  const [dataset, fineTune] = await Promise.all([
    ctx.db.prisma.dataset.findUnique({
      where: { experimentId_id: { experimentId, id: datasetId } },
      select: { id: true },
    }),
    ctx.db.prisma.fineTune.findUnique({ where: { experimentId_id: { experimentId, id: fineTuneId } } }),
  ])
  return { dataset, fineTune }
}

function presentProgress(row: Parameters<typeof presentEvaluation>[0]) {
  return evaluationProgressSchema.parse(presentEvaluation(row))
}

async function findDeployment(ctx: Context, { experimentId, id: fineTuneId }: FineTune) {
  const rows = await ctx.db.prisma.deployment.findMany({
    where: { experimentId, fineTuneId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: DEPLOYMENT_INCLUDE,
    take: 1,
  })
  const [deployment] = await presentDeployments(ctx, rows)
  return deployment ?? null
}

async function findHostedJob(ctx: Context, fineTune: FineTune | null) {
  return fineTune && isHosted(fineTune) ? presentHostedJob(ctx, fineTune) : null
}

async function findCharges(ctx: Context, hosted: FineTune | null) {
  if (!hosted) return { deployment: null, bill: null }
  const [deployment, bill] = await Promise.all([findDeployment(ctx, hosted), readTrainingBill(ctx, hosted)])
  return { deployment, bill }
}

/** A job at a provider goes on while no worker holds the pipeline: how far it is stands with the job. */
function withHostedProgress(
  stage: StageRecord,
  { progress, stage: note, status }: HostedJobRecord,
): StageRecord {
  const isOver = status === "succeeded" || status === "failed" || status === "cancelled"
  if (stage.name !== "training" || stage.status !== "running" || isOver) return stage
  return { ...stage, progress: progress > 0 ? progress : null, note }
}

export async function presentPipeline(ctx: Context, row: Pipeline): Promise<PipelineRecord> {
  const { inputs, teacherRun, student, teacher } = await findEvaluations(ctx, row)
  const { dataset, fineTune } = await findParts(ctx, row)
  const hosted = await findHostedJob(ctx, fineTune)
  const { stages, verdict } = storedSchema.parse({ stages: row.stages, verdict: row.verdict })
  return {
    experimentId: row.experimentId,
    id: row.id,
    name: row.name,
    status: PIPELINE_STATUSES.find((status) => status === row.status) ?? "failed",
    inputs,
    teacherName: teacherRun?.name ?? "a deleted run",
    stages: hosted ? stages.map((stage) => withHostedProgress(stage, hosted)) : stages,
    loss: fineTune ? lossSchema.parse(fineTune.metrics) : [],
    datasetId: dataset?.id ?? null,
    fineTuneId: fineTune?.id ?? null,
    hosted,
    ...(await findCharges(ctx, hosted && fineTune)),
    studentModelId: fineTune?.modelId ?? null,
    studentRunId: student?.runId ?? null,
    teacherEvaluationRunId: teacher?.runId ?? null,
    training: fineTune ? notesSchema.parse(fineTune.config).notes : null,
    budgetUsd: row.budgetMicro === null ? null : Number(row.budgetMicro) / 1e6,
    estimate: launchCostSchema.nullable().catch(null).parse(row.estimate),
    spentUsd: Number(spendingOf(row, student, teacher)) / 1e6,
    attempts: {
      student: student && presentProgress(student),
      teacher: teacher && { ...presentProgress(teacher), shared: isShared(row, teacher) },
    },
    verdict,
    leakOverride: leakOverrideSchema.nullable().parse(row.leakOverride),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

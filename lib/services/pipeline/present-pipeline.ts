import { z } from "zod"
import { evaluationProgressSchema } from "@/lib/contracts/evaluations"
import { leakOverrideSchema } from "@/lib/contracts/leaks"
import { PIPELINE_STATUSES, type PipelineRecord, pipelineSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import type { Pipeline } from "@/lib/db/generated/client"
import { partsOf, teacherEvaluationId } from "@/lib/services/pipeline/parts"

const storedSchema = pipelineSchema.pick({ stages: true, verdict: true })
const lossSchema = pipelineSchema.shape.loss
const notesSchema = z.object({ notes: z.record(z.string(), z.unknown()).nullable().default(null) })

async function findParts(ctx: Context, row: Pipeline) {
  const { experimentId } = row
  const inputs = pipelineInputsSchema.parse(row.inputs)
  const parts = partsOf(row.id)
  const teacher = await ctx.db.prisma.run.findUnique({
    where: { experimentId_id: { experimentId, id: inputs.teacherRunId } },
    select: { name: true, modelId: true },
  })
  const evaluationIds = {
    student: parts.studentEvaluationId,
    teacher: teacher ? teacherEvaluationId(experimentId, teacher.modelId, inputs) : parts.studentEvaluationId,
  }
  const [dataset, fineTune, evaluations] = await Promise.all([
    ctx.db.prisma.dataset.findUnique({
      where: { experimentId_id: { experimentId, id: parts.datasetId } },
      select: { id: true },
    }),
    ctx.db.prisma.fineTune.findUnique({ where: { experimentId_id: { experimentId, id: parts.fineTuneId } } }),
    ctx.db.prisma.evaluation.findMany({
      where: { experimentId, id: { in: Object.values(evaluationIds) } },
      select: { id: true, runId: true },
    }),
  ])
  const runOf = (id: string) => evaluations.find((evaluation) => evaluation.id === id)?.runId ?? null
  return { inputs, teacher, dataset, fineTune, runOf, evaluationIds }
}

export async function presentPipeline(ctx: Context, row: Pipeline): Promise<PipelineRecord> {
  const { inputs, teacher, dataset, fineTune, runOf, evaluationIds } = await findParts(ctx, row)
  const { stages, verdict } = storedSchema.parse({ stages: row.stages, verdict: row.verdict })
  return {
    experimentId: row.experimentId,
    id: row.id,
    name: row.name,
    status: PIPELINE_STATUSES.find((status) => status === row.status) ?? "failed",
    inputs,
    teacherName: teacher?.name ?? "a deleted run",
    stages,
    loss: fineTune ? lossSchema.parse(fineTune.metrics) : [],
    datasetId: dataset?.id ?? null,
    fineTuneId: fineTune?.id ?? null,
    studentModelId: fineTune?.modelId ?? null,
    studentRunId: runOf(evaluationIds.student),
    teacherEvaluationRunId: runOf(evaluationIds.teacher),
    training: fineTune ? notesSchema.parse(fineTune.config).notes : null,
    leakOverride: leakOverrideSchema.nullable().parse(row.leakOverride),
    budgetUsd: row.budgetMicro === null ? null : Number(row.budgetMicro) / 1e6,
    spentUsd: Number(row.spentMicro) / 1e6,
    verdict,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

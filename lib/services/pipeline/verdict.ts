import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import type { VerdictSide } from "@/lib/domain/stats/evidence"
import { formatVerdict } from "@/lib/domain/stats/format-verdict"
import { judge } from "@/lib/domain/stats/verdict"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { toTaskResult } from "@/lib/services/compare/task-results"
import { presentPipeline } from "@/lib/services/pipeline/present-pipeline"
import type { StageContext } from "@/lib/services/pipeline/stages"

function presentSide({ name, successRate, latencyP95Ms }: VerdictSide) {
  return { name, successRate, latencyP95Ms }
}

/** Compares student and teacher on the held-out tasks, paired by task, and stores the verdict. */
export async function decideVerdict({ ctx, row }: StageContext): Promise<string> {
  const { experimentId } = row
  const { studentRunId, teacherEvaluationRunId } = await presentPipeline(ctx, row)
  if (!studentRunId || !teacherEvaluationRunId) {
    throw new AppError("CONFLICT", "An evaluation is missing: retry from the evaluation.")
  }
  const runIds = [studentRunId, teacherEvaluationRunId]
  const read = await readOutcomes(ctx, { experimentId, runIds })
  const resultOf = (name: string, runId: string) => ({
    name,
    tasks: (read.find((run) => run.runId === runId)?.outcomes ?? []).map(toTaskResult),
  })
  const verdict = judge(
    resultOf("the student", studentRunId),
    resultOf("the teacher", teacherEvaluationRunId),
  )
  const sentence = formatVerdict(verdict, { tasks: "held-out tasks" })
  const stored: PipelineRecord["verdict"] = {
    kind: verdict.kind,
    sentence,
    student: presentSide(verdict.student),
    teacher: presentSide(verdict.teacher),
    difference: verdict.difference,
    costRatio: verdict.costRatio,
    p: verdict.test.p,
  }
  await ctx.db.prisma.pipeline.update({
    where: { experimentId_id: { experimentId, id: row.id } },
    data: { verdict: stored as unknown as Prisma.InputJsonObject },
  })
  return sentence
}

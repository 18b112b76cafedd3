import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import type { Pipeline } from "@/lib/db/generated/client"
import { EVALUATION_INCLUDE } from "@/lib/services/evaluation/present-evaluation"
import { partsOf, teacherEvaluationId } from "@/lib/services/pipeline/parts"

/** The two evaluations that a pipeline compares, null before they are drafted, and its teacher's run. */
export async function findEvaluations(ctx: Context, row: Pick<Pipeline, "experimentId" | "id" | "inputs">) {
  const { experimentId, id } = row
  const inputs = pipelineInputsSchema.parse(row.inputs)
  const teacherRun = await ctx.db.prisma.run.findUnique({
    where: { experimentId_id: { experimentId, id: inputs.teacherRunId } },
    select: { name: true, modelId: true },
  })
  const { studentEvaluationId } = partsOf(id)
  const ofTeacher = teacherRun && teacherEvaluationId(experimentId, teacherRun.modelId, inputs)
  const found = await ctx.db.prisma.evaluation.findMany({
    where: { experimentId, id: { in: ofTeacher ? [studentEvaluationId, ofTeacher] : [studentEvaluationId] } },
    include: EVALUATION_INCLUDE,
  })
  const find = (evaluationId: string | null) => found.find((one) => one.id === evaluationId) ?? null
  return { inputs, teacherRun, student: find(studentEvaluationId), teacher: find(ofTeacher) }
}

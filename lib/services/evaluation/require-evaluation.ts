import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { EVALUATION_INCLUDE } from "@/lib/services/evaluation/present-evaluation"

/** @throws AppError NOT_FOUND, also when it belongs to another experiment. */
export async function requireEvaluation(ctx: Context, experimentId: string, evaluationId: string) {
  const evaluation = await ctx.db.prisma.evaluation.findUnique({
    where: { experimentId_id: { experimentId, id: evaluationId } },
    include: EVALUATION_INCLUDE,
  })
  if (!evaluation) throw new AppError("NOT_FOUND", "There is no such evaluation in this experiment.")
  return evaluation
}

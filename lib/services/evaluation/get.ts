import type { EvaluationRecord } from "@/lib/contracts/evaluations"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentEvaluation } from "@/lib/services/evaluation/present-evaluation"
import { requireEvaluation } from "@/lib/services/evaluation/require-evaluation"

export async function getEvaluation(
  ctx: Context,
  { experimentId, evaluationId }: { experimentId: string; evaluationId: string },
): Promise<EvaluationRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentEvaluation(await requireEvaluation(ctx, experimentId, evaluationId))
}

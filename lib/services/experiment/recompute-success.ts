import { successRuleSchema } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { applySuccessRule, rebuildRunRollup } from "@/lib/db/recompute.sql"
import { requirePermission } from "@/lib/domain/policy"

/**
 * Judges every episode of an experiment by its current success rule and counts its runs again. Batches commit one by one;
 * the experiment says "recomputing" until the rule it started with has been applied everywhere.
 */
export async function recomputeSuccess(
  ctx: Context,
  input: { experimentId: string },
  signal?: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  const { experimentId } = input
  const experiment = await ctx.db.prisma.experiment.findUnique({
    where: { id: experimentId },
    select: {
      successRule: true,
      recomputingAt: true,
      runs: { select: { id: true }, orderBy: { id: "asc" } },
    },
  })
  if (!experiment) return
  const rule = successRuleSchema.nullable().parse(experiment.successRule)
  for (const { id: runId } of experiment.runs) {
    while ((await applySuccessRule(ctx.db, { experimentId, runId }, rule)) > 0) signal?.throwIfAborted()
    await rebuildRunRollup(ctx.db, { experimentId, runId })
  }
  // A rule changed in the meantime has set another time, and its own job.
  await ctx.db.prisma.experiment.updateMany({
    where: { id: experimentId, recomputingAt: experiment.recomputingAt },
    data: { recomputingAt: null },
  })
}

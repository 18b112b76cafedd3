import type { RemovalRecord } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { startRemoval } from "@/lib/services/removal/start"
import { requireRun } from "@/lib/services/run/require-run"

/**
 * Deletes a run with its episodes; a large one goes in the background. What datasets hold of it keeps its content.
 * @throws AppError NOT_FOUND, CONFLICT while it is being deleted already.
 */
export async function deleteRun(
  ctx: Context,
  { experimentId, runId }: { experimentId: string; runId: string },
): Promise<RemovalRecord> {
  requirePermission(ctx.actor, "run.write")
  const { name } = await requireRun(ctx, experimentId, runId)
  const { count } = await ctx.db.prisma.run.updateMany({
    where: { experimentId, id: runId, status: { not: "deleting" } },
    data: { status: "deleting" },
  })
  if (count === 0) throw new AppError("CONFLICT", "This run is being deleted already.")
  return startRemoval(ctx, { experimentId, name, reach: { kind: "run", runId } })
}

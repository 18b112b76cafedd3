import type { RemovalRecord } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { startRemoval } from "@/lib/services/removal/start"

/**
 * Deletes an experiment with everything below it; a large one goes in the background and is archived meanwhile.
 * @throws AppError NOT_FOUND, CONFLICT while it is being deleted already.
 */
export async function deleteExperiment(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<RemovalRecord> {
  requirePermission(ctx.actor, "experiment.write")
  const { name } = await requireExperiment(ctx, experimentId)
  const going = await ctx.db.prisma.removal.count({
    where: { experimentId, kind: "experiment", status: { in: ["queued", "running"] } },
  })
  if (going > 0) throw new AppError("CONFLICT", "This experiment is being deleted already.")
  await ctx.db.prisma.experiment.update({ where: { id: experimentId }, data: { archivedAt: ctx.now() } })
  return startRemoval(ctx, { experimentId, name, reach: { kind: "experiment" } })
}

import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** Ends a monitor. A check under way ends at its next look at the store; runs that were made stay. */
export async function deleteMonitor(
  ctx: Context,
  { experimentId, monitorId }: { experimentId: string; monitorId: string },
) {
  requirePermission(ctx.actor, "run.write")
  const { count } = await ctx.db.prisma.monitor.deleteMany({ where: { experimentId, id: monitorId } })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such monitor.")
  return {}
}

import type { Context } from "@/lib/db/context"
import type { Reviewer } from "@/lib/db/review.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission, requireUserId } from "@/lib/domain/policy"

/** @throws AppError NOT_FOUND, also when the queue belongs to another experiment. */
export async function requireQueue(ctx: Context, experimentId: string, queueId: string) {
  const queue = await ctx.db.prisma.queue.findUnique({
    where: { experimentId_id: { experimentId, id: queueId } },
  })
  if (!queue) throw new AppError("NOT_FOUND", "There is no such queue in this experiment.")
  return queue
}

/** @throws AppError NOT_FOUND, FORBIDDEN for whom the queue is not assigned to, CONFLICT once it is closed. */
export async function requireReviewer(
  ctx: Context,
  { experimentId, queueId }: { experimentId: string; queueId: string },
) {
  requirePermission(ctx.actor, "label.write")
  const userId = requireUserId(ctx.actor)
  const queue = await requireQueue(ctx, experimentId, queueId)
  if (queue.assigneeIds.length > 0 && !queue.assigneeIds.includes(userId)) {
    throw new AppError("FORBIDDEN", "This queue is assigned to others.")
  }
  if (queue.closedAt) throw new AppError("CONFLICT", "This queue is closed.")
  const reviewer: Reviewer = { experimentId, queueId, userId }
  return { queue, reviewer }
}

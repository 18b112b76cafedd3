import type { z } from "zod"
import type { deleteQueue as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireQueue } from "@/lib/services/queue/require-queue"

/** Deletes a queue with its reviews; the labels they left stay. @throws AppError NOT_FOUND */
export async function deleteQueue(
  ctx: Context,
  { experimentId, queueId }: z.output<(typeof route)["input"]>,
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "queue.manage")
  await requireQueue(ctx, experimentId, queueId)
  await ctx.db.prisma.queue.delete({ where: { experimentId_id: { experimentId, id: queueId } } })
  return {}
}

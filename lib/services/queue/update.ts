import type { z } from "zod"
import type { QueueRecord, updateQueue as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentQueues } from "@/lib/services/queue/present-queue"
import { requireQueue } from "@/lib/services/queue/require-queue"

/** Changes what is given; a closed queue hands nothing out and hides nothing. @throws AppError NOT_FOUND */
export async function updateQueue(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<QueueRecord> {
  requirePermission(ctx.actor, "queue.manage")
  const { experimentId, queueId, closed, name, assigneeIds } = input
  const before = await requireQueue(ctx, experimentId, queueId)
  const queue = await ctx.db.prisma.queue.update({
    where: { experimentId_id: { experimentId, id: queueId } },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(assigneeIds === undefined ? {} : { assigneeIds }),
      ...(closed === undefined ? {} : { closedAt: closed ? (before.closedAt ?? ctx.now()) : null }),
    },
  })
  const [record] = await presentQueues(ctx, experimentId, [queue])
  return record as QueueRecord
}

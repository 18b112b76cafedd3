import type { QueueRecord } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import type { Queue } from "@/lib/db/generated/client"
import { countReviews, type QueueCounts } from "@/lib/db/review-queue.sql"
import { can } from "@/lib/domain/policy"

const NOTHING = { items: 0, reviews: 0, submitted: 0, held: 0, mineSubmitted: 0, mineSkipped: 0 }

export function presentCounts(row: Omit<QueueCounts, "queueId"> = NOTHING) {
  const { items, reviews, submitted, held } = row
  return {
    counts: { items, reviews, submitted, held },
    mine: { submitted: row.mineSubmitted, skipped: row.mineSkipped },
  }
}

/** Queues as the API shows them to the caller. */
export async function presentQueues(
  ctx: Context,
  experimentId: string,
  queues: readonly Queue[],
): Promise<QueueRecord[]> {
  const { userId } = ctx.actor
  const counts = await countReviews(
    ctx.db.pool,
    experimentId,
    queues.map(({ id }) => id),
    userId,
  )
  const mayLabel = userId !== null && can(ctx.actor, "label.write")
  return queues.map(({ createdById: _, ...queue }) => ({
    ...queue,
    mayReview: mayLabel && (queue.assigneeIds.length === 0 || queue.assigneeIds.includes(userId)),
    createdAt: queue.createdAt.toISOString(),
    closedAt: queue.closedAt?.toISOString() ?? null,
    ...presentCounts(counts.get(queue.id)),
  }))
}

import type { PoolClient } from "pg"
import type { Hand } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import type { Queue } from "@/lib/db/generated/client"
import { listHeldRows, type Reviewer, releaseExpired, renewHeld, takeItems } from "@/lib/db/review.sql"
import { countReviews } from "@/lib/db/review-queue.sql"
import { taskQuestion } from "@/lib/domain/task-question"
import { presentCounts } from "@/lib/services/queue/present-queue"

export function holdUntil(ctx: Context, queue: Queue): Date {
  return new Date(ctx.now().getTime() + queue.holdSeconds * 1000)
}

type HeldRow = Awaited<ReturnType<typeof listHeldRows>>[number]

function presentHeld(row: HeldRow, blind: boolean): Hand["items"][number] {
  const { pos, episodeId, taskKey, title, data, stepCount, expiresAt, ...outcome } = row
  return {
    pos,
    episodeId,
    task: { key: taskKey, question: taskQuestion(title, data) },
    stepCount,
    expiresAt,
    outcome: blind ? null : outcome,
  }
}

/** Tops up what the reviewer holds, whose lock the transaction has. */
export async function holdItems(
  ctx: Context,
  client: PoolClient,
  { queue, reviewer }: { queue: Queue; reviewer: Reviewer },
  hand: number,
): Promise<Hand> {
  const times = { now: ctx.now(), until: holdUntil(ctx, queue) }
  await releaseExpired(client, reviewer, times.now)
  let missing = hand - (await renewHeld(client, reviewer, times.until))
  for (const wait of [false, true]) {
    if (missing > 0) missing -= await takeItems(client, reviewer, times, { count: missing, wait })
    // Only whoever goes away with nothing has a reason to wait for others.
    if (missing < hand) break
  }
  const held = await listHeldRows(client, reviewer)
  const { experimentId, queueId, userId } = reviewer
  const counts = await countReviews(client, experimentId, [queueId], userId)
  return {
    items: held.map((row) => presentHeld(row, queue.blind)),
    ...presentCounts(counts.get(queueId)),
  }
}

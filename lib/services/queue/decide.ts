import type { z } from "zod"
import type { decideItem as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { writeDecision } from "@/lib/db/review-queue.sql"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { verdictToNumber } from "@/lib/domain/label"
import { requirePermission } from "@/lib/domain/policy"
import { appendLabels } from "@/lib/services/label/append"
import { requireQueue } from "@/lib/services/queue/require-queue"

/** An adjudicated label, which stands above everyone's. @throws AppError NOT_FOUND, CONFLICT for a check item. */
export async function decideItem(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "queue.manage")
  const { experimentId, queueId, pos, verdict } = input
  await requireQueue(ctx, experimentId, queueId)
  const item = await ctx.db.prisma.queueItem.findUnique({
    where: { experimentId_queueId_pos: { experimentId, queueId, pos } },
    select: { episodeId: true, gold: true },
  })
  if (!item) throw new AppError("NOT_FOUND", "There is no such item in this queue.")
  if (item.gold !== null) throw new AppError("CONFLICT", "The verdict of a check item is known already.")
  await withTransaction(ctx.db, async (client) => {
    const label = { experimentId, episodeIds: [item.episodeId], stepIdx: null, key: "verdict" as const }
    await appendLabels(
      ctx,
      client,
      { ...label, value: verdict },
      { source: "human", adjudicated: true, admitted: true },
    )
    await writeDecision(client, input, verdict === null ? null : verdictToNumber(verdict))
  })
  return {}
}

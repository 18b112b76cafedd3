import type { z } from "zod"
import type { Hand, claimItems as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { lockReviewer } from "@/lib/db/review.sql"
import { withTransaction } from "@/lib/db/transaction"
import { holdItems } from "@/lib/services/queue/hold-items"
import { requireReviewer } from "@/lib/services/queue/require-queue"

/** Holds the next items for the caller. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT once the queue is closed. */
export async function claimItems(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<Hand> {
  const place = await requireReviewer(ctx, input)
  return withTransaction(ctx.db, async (client) => {
    await lockReviewer(client, place.reviewer)
    return holdItems(ctx, client, place, input.hand)
  })
}

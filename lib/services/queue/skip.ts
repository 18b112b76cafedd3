import type { z } from "zod"
import type { Hand, skipItem as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { moveReview } from "@/lib/services/queue/move-review"

/** Leaves an item to others. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT for an item that the caller has judged. */
export async function skipItem(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<Hand> {
  return moveReview(ctx, input, { state: "skipped", reason: input.reason }, async (_, target) => {
    if (target.state === "submitted") {
      throw new AppError("CONFLICT", "You have judged this item: take that back first.")
    }
  })
}

import type { PoolClient } from "pg"
import type { Hand } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import type { Queue } from "@/lib/db/generated/client"
import {
  changeWanted,
  lockReviewer,
  type Reviewer,
  type ReviewTarget,
  readReviewTarget,
  writeReview,
} from "@/lib/db/review.sql"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { holdItems, holdUntil } from "@/lib/services/queue/hold-items"
import { requireReviewer } from "@/lib/services/queue/require-queue"

type State = NonNullable<ReviewTarget["state"]>

export interface Move {
  state: "held" | "submitted" | "skipped"
  verdict?: number
  reason?: string
}

/** States in which one of the item's reviews is the person's own. */
const TAKES_ONE: ReadonlySet<State> = new Set<State>(["held", "submitted"])

/** @throws AppError GONE when others have done the reviews meanwhile. */
async function settleWanted(client: PoolClient, reviewer: Reviewer, pos: number, from: State, to: State) {
  const change = Number(TAKES_ONE.has(from)) - Number(TAKES_ONE.has(to))
  if (change === 0) return
  if (await changeWanted(client, reviewer, pos, change > 0 ? 1 : -1)) return
  throw new AppError("GONE", "Your hold on this item ran out, and others have reviewed it meanwhile.")
}

interface Place {
  queue: Queue
  reviewer: Reviewer
}

/** Writes where the person stands with an item from now on; answers where they stood. */
async function move(
  ctx: Context,
  client: PoolClient,
  { queue, reviewer }: Place,
  pos: number,
  to: Move,
): Promise<ReviewTarget & { state: State }> {
  const target = await readReviewTarget(client, reviewer, pos)
  if (!target) throw new AppError("NOT_FOUND", "There is no such item in this queue.")
  const { state } = target
  if (state === null) throw new AppError("CONFLICT", "You have not been given this item.")
  await settleWanted(client, reviewer, pos, state, to.state)
  const written = await writeReview(client, reviewer, pos, state, {
    state: to.state,
    verdict: to.verdict ?? null,
    reason: to.reason || null,
    endedAt: to.state === "held" ? null : ctx.now(),
    expiresAt: holdUntil(ctx, queue),
  })
  // Only the hold itself can end behind the lock of its person: somebody found that it had run out.
  if (!written) throw new AppError("UNAVAILABLE", "The hold on this item just ran out. Send it again.")
  return { ...target, state }
}

/**
 * Moves the caller's review of an item on, does what follows from it in the same transaction, and tops up what the caller
 * holds. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT, GONE
 */
export async function moveReview(
  ctx: Context,
  input: { experimentId: string; queueId: string; pos: number; hand: number },
  to: Move,
  follow?: (client: PoolClient, target: ReviewTarget & { state: State }) => Promise<void>,
): Promise<Hand> {
  const place = await requireReviewer(ctx, input)
  return withTransaction(ctx.db, async (client) => {
    await lockReviewer(client, place.reviewer)
    const target = await move(ctx, client, place, input.pos, to)
    await follow?.(client, target)
    return holdItems(ctx, client, place, input.hand)
  })
}

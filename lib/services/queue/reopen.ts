import type { PoolClient } from "pg"
import type { z } from "zod"
import type { Hand, reopenItem as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import { readLabelHistory, type StoredLabel } from "@/lib/db/label.sql"
import type { ReviewTarget } from "@/lib/db/review.sql"
import { appendLabels } from "@/lib/services/label/append"
import { moveReview } from "@/lib/services/queue/move-review"

/** The last word of the caller on each target, said since the item was handed out. */
function saidSince(ctx: Context, history: readonly StoredLabel[], since: Date): StoredLabel[] {
  const own = history.filter(
    ({ authorId, source, adjudicated, createdAt }) =>
      authorId === ctx.actor.userId && source === "human" && !adjudicated && Date.parse(createdAt) >= +since,
  )
  const latest = new Map(own.map((label) => [`${label.stepIdx}/${label.key}/${label.name}`, label]))
  return [...latest.values()].filter(({ value }) => value !== null)
}

async function takeLabelsBack(
  ctx: Context,
  client: PoolClient,
  experimentId: string,
  { episodeId, heldAt }: ReviewTarget,
): Promise<void> {
  const history = await readLabelHistory(client, experimentId, [episodeId])
  for (const { stepIdx, key, name } of saidSince(ctx, history, heldAt ?? ctx.now())) {
    await appendLabels(ctx, client, {
      experimentId,
      episodeIds: [episodeId],
      stepIdx,
      key,
      name,
      value: null,
    })
  }
}

/** Takes the caller's review or skip back, with the labels it left. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT, GONE */
export async function reopenItem(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<Hand> {
  return moveReview(ctx, input, { state: "held" }, async (client, target) => {
    if (target.state === "submitted" && target.gold === null) {
      await takeLabelsBack(ctx, client, input.experimentId, target)
    }
  })
}

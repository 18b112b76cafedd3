import type { PoolClient } from "pg"
import type { z } from "zod"
import type { Hand, submitReview as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import type { ReviewTarget } from "@/lib/db/review.sql"
import { verdictToNumber } from "@/lib/domain/label"
import { requireLabelValue } from "@/lib/domain/label-value"
import { appendLabels } from "@/lib/services/label/append"
import { moveReview } from "@/lib/services/queue/move-review"

type Input = z.output<(typeof route)["input"]>

async function writeLabels(ctx: Context, client: PoolClient, input: Input, target: ReviewTarget) {
  const { experimentId, verdict, labels } = input
  const episodeIds = [target.episodeId]
  const repeated = target.state === "submitted" && target.verdict === verdictToNumber(verdict)
  for (const label of labels) await appendLabels(ctx, client, { experimentId, episodeIds, ...label })
  if (repeated) return
  await appendLabels(ctx, client, { experimentId, episodeIds, stepIdx: null, key: "verdict", value: verdict })
}

/**
 * Judges an item. The labels are the caller's own; those of a check item are kept with the review alone.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID_INPUT, CONFLICT, GONE when the hold ran out and others have reviewed it.
 */
export async function submitReview(ctx: Context, input: Input): Promise<Hand> {
  for (const label of input.labels) requireLabelValue(label)
  const to = { state: "submitted", verdict: verdictToNumber(input.verdict) } as const
  return moveReview(ctx, input, to, async (client, target) => {
    if (target.gold === null) await writeLabels(ctx, client, input, target)
  })
}

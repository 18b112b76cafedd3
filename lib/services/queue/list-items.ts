import type { z } from "zod"
import type { listQueueItems as route } from "@/lib/contracts/queues"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { listItemRows } from "@/lib/db/review-queue.sql"
import { numberToVerdict, type Verdict } from "@/lib/domain/label"
import { requirePermission } from "@/lib/domain/policy"
import { taskQuestion } from "@/lib/domain/task-question"
import { readAuthorNames } from "@/lib/services/label/author-names"
import { requireQueue } from "@/lib/services/queue/require-queue"

function toVerdict(value: number | null): Verdict | null {
  return value === null ? null : numberToVerdict(value)
}

/** Items with who said what; of an open blind queue only those nobody will be asked about any more. @throws AppError NOT_FOUND */
export async function listQueueItems(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "queue.manage")
  const { experimentId, queueId, state, after = -1, limit } = input
  const queue = await requireQueue(ctx, experimentId, queueId)
  const finishedOnly = queue.blind && queue.closedAt === null
  const query = { experimentId, queueId, state, after, finishedOnly, limit: limit + 1 }
  const rows = await listItemRows(ctx.db.pool, query)
  const page = rows.slice(0, limit)
  const reviewers = page.flatMap(({ reviews }) => reviews.map(({ userId }) => ({ authorId: userId })))
  const names = await readAuthorNames(ctx, reviewers)
  return {
    items: page.map(({ taskKey, title, data, gold, decided, reviews, ...row }) => ({
      ...row,
      task: { key: taskKey, question: taskQuestion(title, data) },
      gold: toVerdict(gold),
      decided: toVerdict(decided),
      reviews: reviews.map((review) => ({
        ...review,
        name: names.get(review.userId) ?? "somebody who left",
        verdict: toVerdict(review.verdict),
      })),
    })),
    nextAfter: rows.length > limit ? (page.at(-1)?.pos ?? null) : null,
  }
}

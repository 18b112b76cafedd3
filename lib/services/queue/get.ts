import type { z } from "zod"
import type { QueueDetail, QueuePerson, getQueue as route } from "@/lib/contracts/queues"
import type { Context } from "@/lib/db/context"
import type { Queue } from "@/lib/db/generated/client"
import { countDisagreed, readQueuePeople } from "@/lib/db/review-queue.sql"
import { can, requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { readAuthorNames } from "@/lib/services/label/author-names"
import { presentQueues } from "@/lib/services/queue/present-queue"
import { requireQueue } from "@/lib/services/queue/require-queue"

/** Check items keep their worth as long as nobody who reviews learns which they were. */
function seesChecks(ctx: Context, queue: Queue): boolean {
  return queue.closedAt !== null || can(ctx.actor, "queue.manage")
}

async function listPeople(ctx: Context, queue: Queue): Promise<QueuePerson[]> {
  const rows = await readQueuePeople(ctx.db.pool, queue.experimentId, queue.id)
  const names = await readAuthorNames(
    ctx,
    rows.map(({ userId }) => ({ authorId: userId })),
  )
  return rows.map(({ goldAnswered, goldRight, ...row }) => ({
    ...row,
    name: names.get(row.userId) ?? "somebody who left",
    gold: seesChecks(ctx, queue) ? { answered: goldAnswered, right: goldRight } : null,
  }))
}

/** A queue with who did what. @throws AppError NOT_FOUND */
export async function getQueue(
  ctx: Context,
  { experimentId, queueId }: z.output<(typeof route)["input"]>,
): Promise<QueueDetail> {
  requirePermission(ctx.actor, "workspace.read")
  const queue = await requireQueue(ctx, experimentId, queueId)
  const hidesOpen = queue.blind && queue.closedAt === null
  const [presented, experiment, people, disagreed] = await Promise.all([
    presentQueues(ctx, experimentId, [queue]),
    requireExperiment(ctx, experimentId),
    listPeople(ctx, queue),
    can(ctx.actor, "queue.manage") ? countDisagreed(ctx.db.pool, experimentId, queueId, hidesOpen) : null,
  ])
  const [record] = presented as [(typeof presented)[number]]
  return {
    ...record,
    experimentName: experiment.name,
    environment: experiment.environment,
    people,
    disagreed,
  }
}

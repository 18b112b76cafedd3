import type { z } from "zod"
import type { listQueues as route } from "@/lib/contracts/queues"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentQueues } from "@/lib/services/queue/present-queue"

function onlyMine(userId: string | null) {
  const mine = userId === null ? [] : [{ assigneeIds: { has: userId } }]
  return { closedAt: null, AND: [{ OR: [{ assigneeIds: { isEmpty: true } }, ...mine] }] }
}

export async function listQueues(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const rows = await ctx.db.prisma.queue.findMany({
    where: {
      experimentId: input.experimentId,
      ...createdAfter(input.cursor),
      ...(input.mine ? onlyMine(ctx.actor.userId) : {}),
    },
    orderBy: NEWEST_FIRST,
    take: input.limit + 1,
  })
  const { page, nextCursor } = createdPage(rows, input.limit)
  return { items: await presentQueues(ctx, input.experimentId, page), nextCursor, count: null }
}

import type { RemovalRecord } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { countReached, type Reach } from "@/lib/db/removal.sql"
import { removalJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { presentRemoval } from "@/lib/services/removal/present-removal"
import { runRemoval } from "@/lib/services/removal/run"

/** As many go while the caller waits; more go in the background. */
const AT_ONCE = 1000

/** Begins to delete what is reached. The caller has checked that it may; the answer says how far it is. */
export async function startRemoval(
  ctx: Context,
  { experimentId, name, reach }: { experimentId: string; name: string; reach: Reach },
): Promise<RemovalRecord> {
  const { kind, ...target } = reach
  const { episodes } = await countReached(ctx.db.pool, experimentId, reach)
  const row = await ctx.db.prisma.removal.create({
    data: {
      id: newId(),
      kind,
      experimentId,
      runId: "runId" in target ? target.runId : null,
      ...("before" in target && { rule: target }),
      name,
      status: "queued",
      total: episodes,
      createdById: ctx.actor.userId,
    },
  })
  if (episodes > AT_ONCE) await enqueueJob(ctx.db, removalJob, { removalId: row.id })
  else await runRemoval(ctx, { removalId: row.id })
  return presentRemoval(await ctx.db.prisma.removal.findUniqueOrThrow({ where: { id: row.id } }))
}

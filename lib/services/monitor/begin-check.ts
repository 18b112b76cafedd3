import type { Context } from "@/lib/db/context"
import type { Monitor } from "@/lib/db/generated/client"
import { derivedId } from "@/lib/db/new-id"
import { isUniqueViolation } from "@/lib/db/unique-violation"
import { monitorCheckJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

const UNFINISHED = ["queued", "running"]

/**
 * Begins the next check of a monitor, moving its due time in the same transaction; false where somebody else was first or the
 * one before has not ended. The number of a check is part of its key and its evaluation's id follows from it, so none is ever
 * made twice.
 */
export async function beginCheck(
  ctx: Context,
  { experimentId, id: monitorId, nextAt }: Pick<Monitor, "experimentId" | "id" | "nextAt">,
  dueNext: Date,
): Promise<boolean> {
  const seq = await claimCheck(ctx, { experimentId, monitorId, nextAt }, dueNext)
  if (seq === null) return false
  await enqueueJob(ctx.db, monitorCheckJob, { experimentId, monitorId, seq })
  return true
}

async function claimCheck(
  ctx: Context,
  { experimentId, monitorId, nextAt }: { experimentId: string; monitorId: string; nextAt: Date },
  dueNext: Date,
): Promise<number | null> {
  try {
    return await ctx.db.prisma.$transaction(async (tx) => {
      const { count } = await tx.monitor.updateMany({
        where: { experimentId, id: monitorId, nextAt },
        data: { nextAt: dueNext },
      })
      if (count === 0) return null
      const last = await tx.monitorCheck.findFirst({
        where: { experimentId, monitorId },
        orderBy: { seq: "desc" },
        select: { seq: true, status: true },
      })
      if (last && UNFINISHED.includes(last.status)) return null
      const seq = (last?.seq ?? 0) + 1
      const evaluationId = derivedId(`monitor ${monitorId} check ${seq}`)
      await tx.monitorCheck.create({
        data: { experimentId, monitorId, seq, status: "queued", evaluationId, startedAt: ctx.now() },
        select: { seq: true },
      })
      return seq
    })
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}

import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { deploymentJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"

async function logStop(ctx: Context, tx: Prisma.TransactionClient, deploymentId: string): Promise<void> {
  const row = await tx.deployment.findUniqueOrThrow({ where: { id: deploymentId } })
  const model = row.modelId
    ? await tx.model.findUnique({ where: { id: row.modelId }, select: { name: true } })
    : null
  await recordActivity(ctx, tx, {
    name: "endpoint.stop",
    experimentId: row.experimentId,
    subjectId: row.modelId ?? deploymentId,
    subjectName: model?.name ?? row.weights,
    before: { status: row.providerStatus ?? "ordered", startedAt: row.startedAt?.toISOString() ?? null },
  })
}

/**
 * Puts on record that a deployment is to end, and has the worker see to it; one that has ended stays as it is. `isAsked` where
 * somebody wants it, and not the end of an evaluation.
 */
export async function requestStop(
  ctx: Context,
  deploymentId: string,
  { isAsked = false }: { isAsked?: boolean } = {},
): Promise<void> {
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.deployment.updateMany({
      where: { id: deploymentId, stoppedAt: null, stopRequestedAt: null },
      data: { stopRequestedAt: ctx.now(), status: "stopping" },
    })
    if (isAsked && count > 0) await logStop(ctx, tx, deploymentId)
  })
  await enqueueJob(ctx.db, deploymentJob, { deploymentId, nudge: true })
}

import type { Context } from "@/lib/db/context"
import { deploymentJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

/** Puts on record that a deployment is to end, and has the worker see to it; one that has ended stays as it is. */
export async function requestStop(ctx: Context, deploymentId: string): Promise<void> {
  await ctx.db.prisma.deployment.updateMany({
    where: { id: deploymentId, stoppedAt: null, stopRequestedAt: null },
    data: { stopRequestedAt: ctx.now(), status: "stopping" },
  })
  await enqueueJob(ctx.db, deploymentJob, { deploymentId, nudge: true })
}

import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requestStop } from "@/lib/services/deployment/request-stop"

const AT_WORK = ["queued", "running"]

/**
 * Stops what nobody needs any more: deployments somebody wanted to end, and those that are not kept and whose pipeline is
 * over or gone. For the start of a worker, so that no crash leaves hardware running.
 */
export async function sweepDeployments(ctx: Context): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const rows = await ctx.db.prisma.deployment.findMany({
    where: { stoppedAt: null },
    select: {
      id: true,
      isKept: true,
      experimentId: true,
      stopRequestedAt: true,
      fineTune: { select: { pipelineId: true } },
    },
  })
  for (const { id, isKept, experimentId, stopRequestedAt, fineTune } of rows) {
    const pipelineId = fineTune?.pipelineId
    const pipeline =
      experimentId && pipelineId
        ? await ctx.db.prisma.pipeline.findUnique({
            where: { experimentId_id: { experimentId, id: pipelineId } },
            select: { status: true },
          })
        : null
    const isNeeded = fineTune !== null && (isKept || AT_WORK.includes(pipeline?.status ?? ""))
    if (stopRequestedAt || !isNeeded) await requestStop(ctx, id)
  }
}

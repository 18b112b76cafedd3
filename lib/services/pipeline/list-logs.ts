import type { z } from "zod"
import type { listPipelineLogs as route } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"

const LINES = 1000

export async function listPipelineLogs(
  ctx: Context,
  { experimentId, pipelineId, after }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requirePipeline(ctx, experimentId, pipelineId)
  const rows = await ctx.db.prisma.pipelineLog.findMany({
    where: { experimentId, pipelineId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: LINES,
  })
  return {
    items: rows.map(({ seq, stage, level, message, createdAt }) => ({
      seq,
      stage,
      level,
      message,
      createdAt: createdAt.toISOString(),
    })),
  }
}

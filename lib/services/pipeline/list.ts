import type { z } from "zod"
import type { listPipelines as route } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { presentPipeline } from "@/lib/services/pipeline/present-pipeline"

export async function listPipelines(
  ctx: Context,
  { experimentId, status, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where = {
    ...(experimentId ? { experimentId } : {}),
    ...(status ? { status: { in: status } } : {}),
  }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.pipeline.findMany({
      where: { AND: [where, createdAfter(cursor)] },
      orderBy: NEWEST_FIRST,
      take: limit + 1,
    }),
    ctx.db.prisma.pipeline.count({ where }),
  ])
  const { page, nextCursor } = createdPage(rows, limit)
  const records = await Promise.all(page.map((row) => presentPipeline(ctx, row)))
  return {
    items: records.map(
      ({
        loss: _loss,
        hosted: _hosted,
        deployment: _deployment,
        training: _training,
        attempts: _attempts,
        ...summary
      }) => summary,
    ),
    nextCursor,
    count,
  }
}

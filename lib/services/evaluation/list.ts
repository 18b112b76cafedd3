import type { z } from "zod"
import type { listEvaluations as route } from "@/lib/contracts/evaluations"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { EVALUATION_INCLUDE, presentEvaluation } from "@/lib/services/evaluation/present-evaluation"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

export async function listEvaluations(
  ctx: Context,
  { experimentId, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const [rows, count] = await Promise.all([
    ctx.db.prisma.evaluation.findMany({
      where: { experimentId, ...createdAfter(cursor) },
      include: EVALUATION_INCLUDE,
      orderBy: NEWEST_FIRST,
      take: limit + 1,
    }),
    ctx.db.prisma.evaluation.count({ where: { experimentId } }),
  ])
  const { page, nextCursor } = createdPage(rows, limit)
  return { items: page.map(presentEvaluation), nextCursor, count }
}

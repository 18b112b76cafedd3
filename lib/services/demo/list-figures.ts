import type { listPublishedFigures as route } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

const selection = {
  id: true,
  task: true,
  model: true,
  metric: true,
  value: true,
  unit: true,
  grade: true,
  source: true,
  sourceUrl: true,
  note: true,
} as const

export async function listPublishedFigures(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const where = { experimentId }
  return {
    items: await ctx.db.prisma.publishedFigure.findMany({
      where,
      select: selection,
      orderBy: { position: "asc" },
    }),
  }
}

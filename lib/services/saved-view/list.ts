import type { RouteOutput } from "@/lib/contracts/route"
import type { listSavedViews as route } from "@/lib/contracts/saved-views"
import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentSavedView, VIEW_INCLUDE } from "@/lib/services/saved-view/present"

/** The caller's own views and those that others share, by name. @throws AppError NOT_FOUND */
export async function listSavedViews(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const rows = await ctx.db.prisma.savedView.findMany({
    where: { experimentId, OR: [{ ownerId: requireUserId(ctx.actor) }, { isShared: true }] },
    include: VIEW_INCLUDE,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  })
  return { items: rows.map((row) => presentSavedView(ctx, row)) }
}

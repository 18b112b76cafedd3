import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireChangeableView } from "@/lib/services/saved-view/present"

/** @throws AppError NOT_FOUND, also for the views of others. */
export async function deleteSavedView(
  ctx: Context,
  key: { experimentId: string; viewId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, id } = await requireChangeableView(ctx, key)
  await ctx.db.prisma.savedView.deleteMany({ where: { experimentId, id } })
  return {}
}

import type { z } from "zod"
import type { createSavedView as route, SavedViewRecord } from "@/lib/contracts/saved-views"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentSavedView, VIEW_INCLUDE } from "@/lib/services/saved-view/present"

/** Saves a view; under a name that the caller has already it takes the place of that one. @throws AppError NOT_FOUND */
export async function createSavedView(
  ctx: Context,
  { experimentId, name, search, isShared }: z.output<(typeof route)["input"]>,
): Promise<SavedViewRecord> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const ownerId = requireUserId(ctx.actor)
  const now = ctx.now()
  const row = await ctx.db.prisma.savedView.upsert({
    where: { experimentId_ownerId_name: { experimentId, ownerId, name } },
    create: { experimentId, id: newId(), ownerId, name, search, isShared, createdAt: now, updatedAt: now },
    update: { search, isShared, updatedAt: now },
    include: VIEW_INCLUDE,
  })
  return presentSavedView(ctx, row)
}

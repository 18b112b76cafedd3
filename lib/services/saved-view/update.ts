import type { z } from "zod"
import type { updateSavedView as route, SavedViewRecord } from "@/lib/contracts/saved-views"
import type { Context } from "@/lib/db/context"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { presentSavedView, requireChangeableView, VIEW_INCLUDE } from "@/lib/services/saved-view/present"

/** Changes what is given. @throws AppError NOT_FOUND, CONFLICT for a name that the owner has already. */
export async function updateSavedView(
  ctx: Context,
  { experimentId, viewId, name, search, isShared }: z.output<(typeof route)["input"]>,
): Promise<SavedViewRecord> {
  requirePermission(ctx.actor, "workspace.read")
  await requireChangeableView(ctx, { experimentId, viewId })
  const updating = ctx.db.prisma.savedView.update({
    where: { experimentId_id: { experimentId, id: viewId } },
    data: {
      updatedAt: ctx.now(),
      ...(name === undefined ? {} : { name }),
      ...(search === undefined ? {} : { search }),
      ...(isShared === undefined ? {} : { isShared }),
    },
    include: VIEW_INCLUDE,
  })
  return presentSavedView(ctx, await asConflict(updating, `There is a view named ${name} already.`))
}

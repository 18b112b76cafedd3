import type { SavedViewRecord } from "@/lib/contracts/saved-views"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { hasRole } from "@/lib/domain/policy"

export const VIEW_INCLUDE = { owner: { select: { name: true } } } as const satisfies Prisma.SavedViewInclude

type ViewRow = Prisma.SavedViewGetPayload<{ include: typeof VIEW_INCLUDE }>

export function presentSavedView(ctx: Context, row: ViewRow): SavedViewRecord {
  const { experimentId, id, name, search, isShared } = row
  return {
    experimentId,
    id,
    name,
    search,
    isShared,
    isOwn: row.ownerId === ctx.actor.userId,
    ownerName: row.owner.name,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * A view that the caller may change: their own, or as an admin a shared one. @throws AppError NOT_FOUND, also for those of others.
 */
export async function requireChangeableView(
  ctx: Context,
  { experimentId, viewId }: { experimentId: string; viewId: string },
): Promise<ViewRow> {
  const row = await ctx.db.prisma.savedView.findUnique({
    where: { experimentId_id: { experimentId, id: viewId } },
    include: VIEW_INCLUDE,
  })
  const mayChange =
    row?.ownerId === ctx.actor.userId || (row?.isShared === true && hasRole(ctx.actor.role, "admin"))
  if (!row || !mayChange) throw new AppError("NOT_FOUND", "There is no such view of yours.")
  return row
}

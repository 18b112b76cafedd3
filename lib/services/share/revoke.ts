import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** Closes a share for good. */
export async function revokeShare(
  ctx: Context,
  { experimentId, shareId }: { experimentId: string; shareId: string },
) {
  requirePermission(ctx.actor, "share.manage")
  const { count } = await ctx.db.prisma.share.updateMany({
    where: { experimentId, id: shareId, revokedAt: null },
    data: { revokedAt: ctx.now(), revokedByName: ctx.actor.name },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such open share.")
  return {}
}

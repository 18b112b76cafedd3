import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission, requireUserId } from "@/lib/domain/policy"

/** Revokes one of the caller's own keys. @throws AppError NOT_FOUND also for somebody else's. */
export async function deleteKey(ctx: Context, input: { keyId: string }) {
  requirePermission(ctx.actor, "key.manage")
  const { count } = await ctx.db.prisma.apiKey.updateMany({
    where: { id: input.keyId, userId: requireUserId(ctx.actor), revokedAt: null },
    data: { revokedAt: ctx.now() },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "You have no such key.")
  return {}
}

import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission, requireUserId } from "@/lib/domain/policy"

async function raiseEpoch(ctx: Context, userId: string): Promise<Record<string, never>> {
  const { count } = await ctx.db.prisma.user.updateMany({
    where: { id: userId },
    data: { sessionEpoch: { increment: 1 } },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such member.")
  return {}
}

/** Ends every session of a member; API keys stay. */
export async function signOutUser(ctx: Context, input: { userId: string }) {
  requirePermission(ctx.actor, "user.manage")
  return raiseEpoch(ctx, input.userId)
}

/** Ends every session of the caller. */
export async function signOutMe(ctx: Context) {
  requirePermission(ctx.actor, "workspace.read")
  return raiseEpoch(ctx, requireUserId(ctx.actor))
}

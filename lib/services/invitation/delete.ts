import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { isOpen } from "@/lib/services/invitation/present-invitation"

/** Revokes an open invitation. */
export async function deleteInvitation(ctx: Context, input: { invitationId: string }) {
  requirePermission(ctx.actor, "user.manage")
  const { count } = await ctx.db.prisma.invitation.updateMany({
    where: { id: input.invitationId, ...isOpen(ctx.now()) },
    data: { revokedAt: ctx.now() },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such open invitation.")
  return {}
}

import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { INVITATION_FIELDS, isOpen, presentInvitation } from "@/lib/services/invitation/present-invitation"

const LIMIT = 1000

/** The open invitations, newest first. */
export async function listInvitations(ctx: Context) {
  requirePermission(ctx.actor, "user.manage")
  const rows = await ctx.db.prisma.invitation.findMany({
    where: isOpen(ctx.now()),
    select: INVITATION_FIELDS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LIMIT,
  })
  return { items: rows.map(presentInvitation), nextCursor: null, count: rows.length }
}

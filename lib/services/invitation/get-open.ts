import type { InvitationRecord } from "@/lib/contracts/invitations"
import type { Context } from "@/lib/db/context"
import { hashToken } from "@/lib/db/token"
import { INVITATION_FIELDS, isOpen, presentInvitation } from "@/lib/services/invitation/present-invitation"

/** What a stranger's token opens, or null. The token is the permission. */
export async function getOpenInvitation(
  ctx: Context,
  input: { token: string },
): Promise<InvitationRecord | null> {
  const row = await ctx.db.prisma.invitation.findFirst({
    where: { tokenHash: hashToken(input.token), ...isOpen(ctx.now()) },
    select: INVITATION_FIELDS,
    orderBy: { id: "asc" },
  })
  return row && presentInvitation(row)
}

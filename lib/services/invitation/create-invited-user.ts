import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { asConflict } from "@/lib/db/unique-violation"
import { IDENTITY, type Identity } from "@/lib/db/user"
import { AppError } from "@/lib/domain/errors"

/** Makes the account an invitation promised and uses the invitation up, together or not at all. */
export function createInvitedUser(
  ctx: Context,
  input: { invitationId: string; name: string; passwordHash: string | null },
): Promise<Identity> {
  const work = ctx.db.prisma.$transaction(async (tx) => {
    const open = { id: input.invitationId, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } }
    const used = await tx.invitation.updateMany({ where: open, data: { acceptedAt: ctx.now() } })
    if (used.count !== 1) throw new AppError("GONE", "This invitation was used, revoked or is too old.")
    const { email, role } = await tx.invitation.findUniqueOrThrow({
      where: { id: input.invitationId },
      select: { email: true, role: true },
    })
    const { name, passwordHash } = input
    return tx.user.create({ data: { id: newId(), email, role, name, passwordHash }, select: IDENTITY })
  })
  return asConflict(work, "Somebody with this address is a member already.")
}

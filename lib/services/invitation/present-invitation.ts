import type { InvitationRecord } from "@/lib/contracts/invitations"
import type { Prisma } from "@/lib/db/generated/client"

export const INVITATION_FIELDS = {
  id: true,
  email: true,
  role: true,
  expiresAt: true,
  createdAt: true,
} satisfies Prisma.InvitationSelect

export function presentInvitation(
  row: Prisma.InvitationGetPayload<{ select: typeof INVITATION_FIELDS }>,
): InvitationRecord {
  const { id, email, role } = row
  return { id, email, role, expiresAt: row.expiresAt.toISOString(), createdAt: row.createdAt.toISOString() }
}

/** Neither used nor revoked nor too old. */
export function isOpen(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } satisfies Prisma.InvitationWhereInput
}

import type { Context } from "@/lib/db/context"
import { IDENTITY, type Identity } from "@/lib/db/user"
import { type SignedIn, toSignedIn } from "@/lib/services/auth/signed-in"
import { createInvitedUser } from "@/lib/services/invitation/create-invited-user"

/** What an identity provider says about somebody. Only an address it vouches for counts. */
export interface ProviderAccount {
  provider: string
  providerAccountId: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
}

/** Sign-up is closed: an account is known, belongs to a member by verified address, or accepts an invitation; else null. */
export async function signInWithAccount(ctx: Context, account: ProviderAccount): Promise<SignedIn | null> {
  const { provider, providerAccountId } = account
  const linked = await ctx.db.prisma.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: IDENTITY } },
  })
  if (linked) return toSignedIn(linked.user)
  const user = await findMember(ctx, account)
  if (!user || user.disabledAt) return null
  await ctx.db.prisma.account.create({ data: { provider, providerAccountId, userId: user.id } })
  return toSignedIn(user)
}

async function findMember(ctx: Context, account: ProviderAccount): Promise<Identity | null> {
  const email = account.email?.trim().toLowerCase()
  if (!email || !account.isEmailVerified) return null
  const member = await ctx.db.prisma.user.findUnique({ where: { email }, select: IDENTITY })
  if (member) return member
  const invitation = await ctx.db.prisma.invitation.findFirst({
    where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  })
  if (!invitation) return null
  return createInvitedUser(ctx, {
    invitationId: invitation.id,
    name: account.name ?? email,
    passwordHash: null,
  })
}

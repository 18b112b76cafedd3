import type { Context } from "@/lib/db/context"
import { hashToken } from "@/lib/db/token"
import { IDENTITY } from "@/lib/db/user"
import { type SignedIn, toSignedIn } from "@/lib/services/auth/signed-in"

/** Uses a one-time link up. Of two callers at once one gets in; null when it is unknown, used or too old. */
export async function signInWithLink(ctx: Context, input: { token: string }): Promise<SignedIn | null> {
  const tokenHash = hashToken(input.token)
  const used = await ctx.db.prisma.signInLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: ctx.now() } },
    data: { usedAt: ctx.now() },
  })
  if (used.count !== 1) return null
  const link = await ctx.db.prisma.signInLink.findUniqueOrThrow({
    where: { tokenHash },
    select: { user: { select: IDENTITY } },
  })
  return toSignedIn(link.user)
}

import type { Context } from "@/lib/db/context"
import { createToken, hashToken } from "@/lib/db/token"
import { ensureLocalAdmin } from "@/lib/db/user"
import { requirePermission } from "@/lib/domain/policy"

const LIFETIME_MS = 60 * 60 * 1000

/** A link for the person at the machine: one use, one hour. The token is returned once and stored as a hash. */
export async function createSignInLink(ctx: Context): Promise<{ token: string; expiresAt: string }> {
  requirePermission(ctx.actor, "workspace.manage")
  const admin = await ensureLocalAdmin(ctx.db)
  const token = createToken("wns_")
  const expiresAt = new Date(ctx.now().getTime() + LIFETIME_MS)
  await ctx.db.prisma.$transaction([
    ctx.db.prisma.signInLink.deleteMany({ where: { expiresAt: { lt: ctx.now() } } }),
    ctx.db.prisma.signInLink.create({ data: { tokenHash: hashToken(token), userId: admin.id, expiresAt } }),
  ])
  return { token, expiresAt: expiresAt.toISOString() }
}

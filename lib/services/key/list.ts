import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { KEY_FIELDS, presentKey } from "@/lib/services/key/present-key"

const LIMIT = 1000

/** The caller's own keys that still work, newest first. */
export async function listKeys(ctx: Context) {
  requirePermission(ctx.actor, "key.manage")
  const rows = await ctx.db.prisma.apiKey.findMany({
    where: { userId: requireUserId(ctx.actor), revokedAt: null },
    select: KEY_FIELDS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LIMIT,
  })
  return { items: rows.map(presentKey), nextCursor: null, count: rows.length }
}

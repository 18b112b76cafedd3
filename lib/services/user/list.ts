import type { UserRecord } from "@/lib/contracts/users"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentUser, USER_FIELDS } from "@/lib/services/user/present-user"

const LIMIT = 1000

/** Everybody in the workspace, oldest first. */
export async function listUsers(ctx: Context) {
  requirePermission(ctx.actor, "workspace.read")
  const rows = await ctx.db.prisma.user.findMany({
    select: USER_FIELDS,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: LIMIT,
  })
  const items: UserRecord[] = rows.map(presentUser)
  return { items, nextCursor: null, count: items.length }
}

import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { CONNECTION_INCLUDE, presentConnection } from "@/lib/services/connection/present-connection"

const LIMIT = 1000

/** Every connection of the workspace by name. */
export async function listConnections(ctx: Context) {
  requirePermission(ctx.actor, "workspace.read")
  const rows = await ctx.db.prisma.connection.findMany({
    include: CONNECTION_INCLUDE,
    orderBy: { name: "asc" },
    take: LIMIT,
  })
  return { items: rows.map(presentConnection), nextCursor: null, count: rows.length }
}

import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireConnection } from "@/lib/services/connection/require-connection"

/** Its models stay with their results. @throws AppError NOT_FOUND */
export async function deleteConnection(ctx: Context, input: { connectionId: string }) {
  requirePermission(ctx.actor, "workspace.manage")
  const { id } = await requireConnection(ctx, input.connectionId)
  await ctx.db.prisma.connection.deleteMany({ where: { id } })
  return {}
}

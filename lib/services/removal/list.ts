import type { RemovalRecord } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentRemoval } from "@/lib/services/removal/present-removal"

const LISTED = 50

export async function listRemovals(
  ctx: Context,
  { experimentId }: { experimentId?: string },
): Promise<{ items: RemovalRecord[] }> {
  requirePermission(ctx.actor, "workspace.read")
  const rows = await ctx.db.prisma.removal.findMany({
    where: experimentId ? { experimentId } : {},
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LISTED,
  })
  return { items: rows.map(presentRemoval) }
}

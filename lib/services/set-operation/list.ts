import type { RouteOutput } from "@/lib/contracts/route"
import type { listSetOperations as route } from "@/lib/contracts/set-operations"
import type { Context } from "@/lib/db/context"
import { NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentSetOperation } from "@/lib/services/set-operation/present"

/** The latest 20, newest first. */
export async function listSetOperations(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const rows = await ctx.db.prisma.setOperation.findMany({
    where: { experimentId },
    orderBy: NEWEST_FIRST,
    take: 20,
  })
  return { items: rows.map((row) => presentSetOperation(ctx, row)) }
}

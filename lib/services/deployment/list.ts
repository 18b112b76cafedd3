import type { listDeployments as route } from "@/lib/contracts/deployments"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { DEPLOYMENT_INCLUDE, presentDeployments } from "@/lib/services/deployment/present-deployment"

const LIMIT = 200

/** Those that may still be billed. */
export async function listDeployments(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const rows = await ctx.db.prisma.deployment.findMany({
    where: { stoppedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: DEPLOYMENT_INCLUDE,
    take: LIMIT,
  })
  return { items: await presentDeployments(ctx, rows), nextCursor: null, count: rows.length }
}

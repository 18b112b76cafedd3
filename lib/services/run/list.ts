import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import { RUN_ROLES, type listRuns as route } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentRuns, RUN_INCLUDE } from "@/lib/services/run/present-run"

/** All runs of an experiment: teachers, students, baselines; within a role the oldest first. */
export async function listRuns(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, role } = input
  await requireExperiment(ctx, experimentId)
  const rows = await ctx.db.prisma.run.findMany({
    where: { experimentId, ...(role?.length ? { role: { in: role } } : {}) },
    include: RUN_INCLUDE,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  const items = await presentRuns(ctx, experimentId, rows)
  items.sort((left, right) => RUN_ROLES.indexOf(left.role) - RUN_ROLES.indexOf(right.role))
  return { items, nextCursor: null, count: items.length }
}

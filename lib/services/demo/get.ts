import type { getDemo as route } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { DEMO_EXPERIMENT_ID, DEMO_STUDENT_COUNT } from "@/lib/services/demo/run"
import { isDemoSettled } from "@/lib/services/demo/settled"

/** How far the demo is: its students and whether more of it is coming. */
export async function getDemo(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { prisma } = ctx.db
  const experimentId = DEMO_EXPERIMENT_ID
  const [known, settled, done, active] = await Promise.all([
    prisma.experiment.count({ where: { id: experimentId } }),
    isDemoSettled(ctx),
    prisma.pipeline.count({ where: { experimentId, status: "done" } }),
    prisma.pipeline.count({ where: { experimentId, status: { in: ["queued", "running"] } } }),
  ])
  return {
    experimentId: known > 0 ? experimentId : null,
    making: known > 0 && (!settled || active > 0),
    students: { planned: DEMO_STUDENT_COUNT, done },
  }
}

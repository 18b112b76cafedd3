import type { getDemo as route } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { FIRST_DEMO } from "@/lib/services/demo/experiments"
import { isDemoSettled } from "@/lib/services/demo/settled"

/** How far the first experiment of the demo is: its students and whether more of them are coming. */
export async function getDemo(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { prisma } = ctx.db
  const { id: experimentId, teachers } = FIRST_DEMO
  const planned = teachers.reduce((sum, { students }) => sum + students.length, 0)
  const [known, settled, started, done, active] = await Promise.all([
    prisma.experiment.count({ where: { id: experimentId } }),
    isDemoSettled(ctx),
    prisma.pipeline.count({ where: { experimentId } }),
    prisma.pipeline.count({ where: { experimentId, status: "done" } }),
    prisma.pipeline.count({ where: { experimentId, status: { in: ["queued", "running"] } } }),
  ])
  return {
    experimentId: known > 0 ? experimentId : null,
    making: known > 0 && (active > 0 || (!settled && started < planned)),
    students: { planned, done },
  }
}

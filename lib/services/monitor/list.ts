import type { MonitorRecord } from "@/lib/contracts/monitors"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { MONITOR_INCLUDE, presentMonitors } from "@/lib/services/monitor/present-monitor"

/** The monitors of an experiment, oldest first, each with its checks. */
export async function listMonitors(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<{ items: MonitorRecord[] }> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const rows = await ctx.db.prisma.monitor.findMany({
    where: { experimentId },
    include: MONITOR_INCLUDE,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  return { items: await presentMonitors(ctx, rows) }
}

import type { MonitorRecord } from "@/lib/contracts/monitors"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { MONITOR_INCLUDE, presentMonitors } from "@/lib/services/monitor/present-monitor"

/** One monitor with its checks. @throws AppError NOT_FOUND */
export async function getMonitor(
  ctx: Context,
  { experimentId, monitorId }: { experimentId: string; monitorId: string },
): Promise<MonitorRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const row = await ctx.db.prisma.monitor.findUnique({
    where: { experimentId_id: { experimentId, id: monitorId } },
    include: MONITOR_INCLUDE,
  })
  const [monitor] = row ? await presentMonitors(ctx, [row]) : []
  if (!monitor) throw new AppError("NOT_FOUND", "There is no such monitor.")
  return monitor
}

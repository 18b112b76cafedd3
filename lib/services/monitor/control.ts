import type { z } from "zod"
import type { MonitorRecord, controlMonitor as route } from "@/lib/contracts/monitors"
import type { Context } from "@/lib/db/context"
import { nextDue } from "@/lib/domain/drift"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { beginCheck } from "@/lib/services/monitor/begin-check"
import { getMonitor } from "@/lib/services/monitor/get"

/** Pauses or resumes the schedule, or checks now; the schedule's own checks stay where they are. */
export async function controlMonitor(
  ctx: Context,
  { experimentId, monitorId, action }: z.output<(typeof route)["input"]>,
): Promise<MonitorRecord> {
  requirePermission(ctx.actor, "run.write")
  const key = { experimentId_id: { experimentId, id: monitorId } }
  const row = await ctx.db.prisma.monitor.findUnique({ where: key })
  if (!row) throw new AppError("NOT_FOUND", "There is no such monitor.")
  switch (action) {
    case "pause":
      await ctx.db.prisma.monitor.update({ where: key, data: { paused: true }, select: { id: true } })
      break
    case "resume": {
      const now = ctx.now()
      const nextAt = row.nextAt > now ? row.nextAt : nextDue(row.nextAt, row.everyHours, now)
      await ctx.db.prisma.monitor.update({
        where: key,
        data: { paused: false, nextAt },
        select: { id: true },
      })
      break
    }
    case "check":
      if (!(await beginCheck(ctx, row, row.nextAt))) {
        throw new AppError("CONFLICT", "A check is under way; wait until it ends.")
      }
  }
  return getMonitor(ctx, { experimentId, monitorId })
}

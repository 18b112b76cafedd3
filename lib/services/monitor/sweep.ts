import type { Context } from "@/lib/db/context"
import { nextDue } from "@/lib/domain/drift"
import { requirePermission } from "@/lib/domain/policy"
import { beginCheck } from "@/lib/services/monitor/begin-check"

/** Begins a check of every monitor that is due; what was missed while nothing ran is one check, not many. Answers how many. */
export async function sweepMonitors(ctx: Context): Promise<number> {
  requirePermission(ctx.actor, "run.write")
  const now = ctx.now()
  const due = await ctx.db.prisma.monitor.findMany({
    where: { paused: false, nextAt: { lte: now } },
    select: { experimentId: true, id: true, nextAt: true, everyHours: true },
    orderBy: [{ nextAt: "asc" }, { id: "asc" }],
  })
  let begun = 0
  for (const monitor of due) {
    if (await beginCheck(ctx, monitor, nextDue(monitor.nextAt, monitor.everyHours, now))) begun += 1
  }
  return begun
}

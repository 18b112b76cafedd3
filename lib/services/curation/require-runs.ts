import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

const summary = { id: true, name: true, role: true, model: { select: { name: true } } } as const

/** Checks of monitors are looked at over time, not side by side: forty of them would bury the runs that decide. */
async function listCheckRunIds(ctx: Context, experimentId: string): Promise<string[]> {
  const checks = await ctx.db.prisma.monitorCheck.findMany({
    where: { experimentId, runId: { not: null } },
    select: { runId: true },
  })
  return checks.flatMap(({ runId }) => runId ?? [])
}

/**
 * The named runs in the order given, or all of the experiment but checks of monitors, oldest first, when none is named.
 * @throws AppError NOT_FOUND when one does not exist or belongs to another experiment.
 */
export async function requireRuns(ctx: Context, experimentId: string, runIds: readonly string[]) {
  const wanted = [...new Set(runIds)]
  const runs = await ctx.db.prisma.run.findMany({
    where: {
      experimentId,
      id: wanted.length > 0 ? { in: wanted } : { notIn: await listCheckRunIds(ctx, experimentId) },
    },
    select: summary,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  if (wanted.length === 0) return runs
  const byId = new Map(runs.map((run) => [run.id, run]))
  return wanted.map((runId) => {
    const run = byId.get(runId)
    if (!run) throw new AppError("NOT_FOUND", `There is no run ${runId} in this experiment.`)
    return run
  })
}

export type RunSummary = Awaited<ReturnType<typeof requireRuns>>[number]

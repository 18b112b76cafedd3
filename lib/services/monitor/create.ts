import type { z } from "zod"
import type { MonitorRecord, createMonitor as route } from "@/lib/contracts/monitors"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { asConflict } from "@/lib/db/unique-violation"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { getMonitor } from "@/lib/services/monitor/get"
import { requireRun } from "@/lib/services/run/require-run"

/** Schedules the first check one interval from now. @throws AppError when the run was not made by an evaluation here. */
export async function createMonitor(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<MonitorRecord> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId, name, baselineRunId, everyHours, budgetUsd, alpha, looks, mailTo } = input
  await requireRun(ctx, experimentId, baselineRunId)
  const evaluation = await ctx.db.prisma.evaluation.findUnique({
    where: { experimentId_runId: { experimentId, runId: baselineRunId } },
    select: { status: true },
  })
  if (evaluation?.status !== "done") {
    throw new AppError(
      "INVALID_INPUT",
      "baselineRunId: the run has to come from an evaluation that has finished here, so that it can be made again.",
    )
  }
  const id = newId()
  const now = ctx.now()
  const data = {
    experimentId,
    id,
    name,
    baselineRunId,
    everyHours,
    budgetMicro: budgetUsd === null ? null : BigInt(Math.round(budgetUsd * 1e6)),
    alpha,
    looks,
    mailTo,
    nextAt: new Date(now.getTime() + everyHours * 3_600_000),
    createdById: ctx.actor.userId,
    createdAt: now,
  }
  await asConflict(
    ctx.db.prisma.monitor.create({ data, select: { id: true } }),
    `There is a monitor called "${name}" already.`,
  )
  return getMonitor(ctx, { experimentId, monitorId: id })
}

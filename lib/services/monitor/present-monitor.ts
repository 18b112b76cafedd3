import { z } from "zod"
import { driftSchema, type MonitorCheckRecord, type MonitorRecord } from "@/lib/contracts/monitors"
import type { Context } from "@/lib/db/context"
import type { MonitorCheck, Prisma } from "@/lib/db/generated/client"

export const MONITOR_INCLUDE = {
  checks: { orderBy: { seq: "asc" } },
} as const satisfies Prisma.MonitorInclude

type MonitorRow = Prisma.MonitorGetPayload<{ include: typeof MONITOR_INCLUDE }>

const statusSchema = z.enum(["queued", "running", "done", "failed"]).catch("failed")
const mailSchema = z.enum(["sent", "failed", "off"]).nullable().catch(null)

function presentCheck(row: MonitorCheck): MonitorCheckRecord {
  const { seq, evaluationId, runId, error } = row
  return {
    seq,
    status: statusSchema.parse(row.status),
    evaluationId,
    runId,
    result: row.result === null ? null : driftSchema.parse(row.result),
    error,
    mail: mailSchema.parse(row.mail),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

export async function presentMonitors(ctx: Context, rows: readonly MonitorRow[]): Promise<MonitorRecord[]> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { OR: rows.map(({ experimentId, baselineRunId }) => ({ experimentId, id: baselineRunId })) },
    select: { id: true, name: true, model: { select: { name: true } } },
  })
  return rows.map((row) => {
    const run = runs.find(({ id }) => id === row.baselineRunId)
    const { id, name, baselineRunId, everyHours, alpha, looks, mailTo, paused } = row
    return {
      id,
      name,
      baselineRunId,
      baselineRunName: run?.name ?? "a deleted run",
      modelName: run?.model.name ?? "a deleted model",
      everyHours,
      budgetUsd: row.budgetMicro === null ? null : Number(row.budgetMicro) / 1e6,
      alpha,
      looks,
      mailTo,
      paused,
      nextAt: row.nextAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      checks: row.checks.map(presentCheck),
    }
  })
}

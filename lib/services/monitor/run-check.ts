import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { Monitor, MonitorCheck, Prisma } from "@/lib/db/generated/client"
import { type Drift, type DriftTask, judgeDrift } from "@/lib/domain/drift"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { deriveSeed } from "@/lib/domain/random"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { presentEvaluation } from "@/lib/services/evaluation/present-evaluation"
import { requireEvaluation } from "@/lib/services/evaluation/require-evaluation"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { mailDrift } from "@/lib/services/monitor/mail-drift"

export interface CheckKey {
  experimentId: string
  monitorId: string
  seq: number
}

/** Makes a check: the baseline's plan again with other seeds, then the rule. Interrupted, the next call goes on with it. */
export async function runMonitorCheck(ctx: Context, key: CheckKey, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const where = { experimentId_monitorId_seq: key }
  const work = async () => {
    const check = await ctx.db.prisma.monitorCheck.findUnique({ where, include: { monitor: true } })
    if (!check || check.status === "done" || check.status === "failed") return
    await ctx.db.prisma.monitorCheck.update({ where, data: { status: "running" }, select: { seq: true } })
    const end = (data: Prisma.MonitorCheckUpdateInput) =>
      ctx.db.prisma.monitorCheck.update({
        where,
        data: { ...data, finishedAt: ctx.now() },
        select: { seq: true },
      })
    try {
      const runId = await evaluateAgain(ctx, check, signal)
      const drift = await compare(ctx, check.monitor, runId)
      const mail = drift.drifted ? await mailDrift(ctx, check.monitor, drift) : null
      await end({
        status: "done",
        result: drift as unknown as Prisma.InputJsonObject,
        drifted: drift.drifted,
        mail,
      })
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error
      await end({ status: "failed", error: error.message })
    }
  }
  await withAdvisoryLock(ctx.db, `monitor:${key.monitorId}`, work, signal)
}

async function evaluateAgain(
  ctx: Context,
  { monitor, seq, evaluationId, ...check }: MonitorCheck & { monitor: Monitor },
  signal: AbortSignal,
): Promise<string> {
  const { experimentId, baselineRunId } = monitor
  const baseline = await ctx.db.prisma.run.findUnique({
    where: { experimentId_id: { experimentId, id: baselineRunId } },
    select: { modelId: true, role: true, evaluation: { select: { id: true } } },
  })
  if (!baseline?.evaluation) throw new AppError("NOT_FOUND", "The baseline run is gone.")
  const { environment, plan } = presentEvaluation(
    await requireEvaluation(ctx, experimentId, baseline.evaluation.id),
  )
  const { runId } = await draftEvaluation(ctx, {
    experimentId,
    id: evaluationId,
    runName: `${monitor.name}, check ${seq}`,
    modelId: baseline.modelId,
    role: baseline.role,
    environment,
    plan: { ...plan, seed: deriveSeed(plan.seed, `check ${seq}`) },
    budgetUsd: monitor.budgetMicro === null ? null : Number(monitor.budgetMicro) / 1e6,
  })
  await ctx.db.prisma.monitorCheck.update({
    where: { experimentId_monitorId_seq: { experimentId, monitorId: check.monitorId, seq } },
    data: { runId },
    select: { seq: true },
  })
  await runEvaluation(ctx, { experimentId, evaluationId }, signal)
  const { status, error } = await requireEvaluation(ctx, experimentId, evaluationId)
  if (status !== "done") throw new AppError("UNAVAILABLE", error ?? `Its evaluation is ${status}.`)
  return runId
}

async function compare(ctx: Context, monitor: Monitor, runId: string): Promise<Drift> {
  const { experimentId, baselineRunId } = monitor
  const read = await readOutcomes(ctx, { experimentId, runIds: [baselineRunId, runId] })
  const judgedOf = (id: string) =>
    (read.find((run) => run.runId === id)?.outcomes ?? []).filter(({ judged }) => judged > 0)
  const before = new Map(judgedOf(baselineRunId).map((outcome) => [outcome.taskNo, outcome]))
  const counts = ({ successes, judged: trials }: { successes: number; judged: number }) => ({
    successes,
    trials,
  })
  const tasks: DriftTask[] = judgedOf(runId).flatMap((outcome) => {
    const baseline = before.get(outcome.taskNo)
    return baseline ? [{ baseline: counts(baseline), check: counts(outcome) }] : []
  })
  if (tasks.length === 0) throw new AppError("CONFLICT", "The check shares no judged task with its baseline.")
  return judgeDrift(tasks, monitor)
}

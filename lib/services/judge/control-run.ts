import type { z } from "zod"
import type { JudgeRunRecord, controlJudgeRun as route } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import { retryFailed } from "@/lib/db/judgement.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { askJudgeJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { presentRuns } from "@/lib/services/judge/present-run"
import { requireJudge, requireJudgeRun } from "@/lib/services/judge/require-judge"
import { requirePriceFor } from "@/lib/services/judge/require-model"

type Input = z.output<(typeof route)["input"]>

const TRANSITIONS: Record<Input["action"], { from: string[]; to: string }> = {
  cancel: { from: ["queued", "running", "paused"], to: "cancelled" },
  resume: { from: ["paused", "failed", "cancelled"], to: "queued" },
  retry: { from: ["done", "paused", "failed", "cancelled"], to: "queued" },
}

function changes(ctx: Context, { action, budgetUsd }: Input) {
  if (action === "cancel") return { finishedAt: ctx.now() }
  const budgetMicro = budgetUsd ? BigInt(Math.round(budgetUsd * 1e6)) : null
  return { finishedAt: null, error: null, ...(budgetUsd === undefined ? {} : { budgetMicro }) }
}

/** The worker sees a cancel within a second; calls under way are dropped and made again on resume. @throws AppError */
export async function controlJudgeRun(ctx: Context, input: Input): Promise<JudgeRunRecord> {
  requirePermission(ctx.actor, "judge.manage")
  const { experimentId, runId, judgeId, action, budgetUsd } = input
  const before = await requireJudgeRun(ctx, input)
  const judge = await requireJudge(ctx, experimentId, judgeId)
  if (budgetUsd) await requirePriceFor(ctx, judge.modelId, budgetUsd)
  const { from, to } = TRANSITIONS[action]
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.judgeRun.updateMany({
      where: { experimentId, id: runId, status: { in: from } },
      data: { status: to, ...changes(ctx, input) },
    })
    if (count === 0) throw new AppError("CONFLICT", `This run cannot ${action} now.`)
    await recordActivity(ctx, tx, {
      name: action === "cancel" ? "judge.cancel" : "judge.resume",
      experimentId,
      subjectId: judgeId,
      subjectName: judge.name,
      before: { status: before.status },
    })
  })
  if (action === "retry") await retryFailed(ctx.db.pool, { experimentId, runId })
  if (to === "queued") await enqueueJob(ctx.db, askJudgeJob, { experimentId, runId })
  const [record] = await presentRuns(ctx, experimentId, [await requireJudgeRun(ctx, input)])
  return record as JudgeRunRecord
}

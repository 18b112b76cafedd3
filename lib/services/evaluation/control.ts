import type { z } from "zod"
import type { EvaluationRecord, controlEvaluation as route } from "@/lib/contracts/evaluations"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { evaluationJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { getEvaluation } from "@/lib/services/evaluation/get"
import { requireEvaluation } from "@/lib/services/evaluation/require-evaluation"

type Action = z.output<(typeof route)["input"]>["action"]

const TRANSITIONS: Record<Action, { from: string[]; to: string }> = {
  pause: { from: ["queued", "running"], to: "paused" },
  resume: { from: ["paused", "failed", "cancelled"], to: "queued" },
  cancel: { from: ["queued", "running", "paused"], to: "cancelled" },
}

/** The worker sees a pause or cancel within a second; attempts under way are dropped and made again on resume. */
export async function controlEvaluation(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<EvaluationRecord> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId, evaluationId, action } = input
  const before = await requireEvaluation(ctx, experimentId, evaluationId)
  const { from, to } = TRANSITIONS[action]
  const finishedAt = to === "cancelled" ? ctx.now() : null
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.evaluation.updateMany({
      where: { experimentId, id: evaluationId, status: { in: from } },
      data: { status: to, finishedAt, ...(to === "queued" ? { error: null } : {}) },
    })
    if (count === 0) throw new AppError("CONFLICT", `This evaluation cannot ${action} now.`)
    await recordActivity(ctx, tx, {
      name: `evaluation.${action}`,
      experimentId,
      subjectId: before.runId,
      subjectName: before.run.name,
      before: { status: before.status },
    })
  })
  if (action === "resume") await enqueueJob(ctx.db, evaluationJob, { experimentId, evaluationId })
  return getEvaluation(ctx, { experimentId, evaluationId })
}

import type { z } from "zod"
import type { PipelineRecord, controlPipeline as route } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { pipelineJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { cancelHostedFineTune } from "@/lib/services/fine-tune/cancel-hosted"
import { renewHostedFineTune } from "@/lib/services/fine-tune/renew-hosted"
import { getPipeline } from "@/lib/services/pipeline/get"
import { partsOf } from "@/lib/services/pipeline/parts"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"

const FROM = { cancel: ["queued", "running"], retry: ["failed", "cancelled"] }

/** What was made before a cancel or a failure stays, and a retry goes on from there. */
export async function controlPipeline(
  ctx: Context,
  { experimentId, pipelineId, action }: z.output<(typeof route)["input"]>,
): Promise<PipelineRecord> {
  requirePermission(ctx.actor, "run.write")
  const { status, name } = await requirePipeline(ctx, experimentId, pipelineId)
  const refusal = `This pipeline cannot ${action} now.`
  if (!FROM[action].includes(status)) throw new AppError("CONFLICT", refusal)
  const isRetry = action === "retry"
  const fineTune = { experimentId, fineTuneId: partsOf(pipelineId).fineTuneId }
  if (isRetry) await renewHostedFineTune(ctx, fineTune)
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.pipeline.updateMany({
      where: { experimentId, id: pipelineId, status: { in: FROM[action] } },
      data: isRetry ? { status: "queued", finishedAt: null } : { status: "cancelled", finishedAt: ctx.now() },
    })
    if (count === 0) throw new AppError("CONFLICT", refusal)
    const subject = { experimentId, subjectId: pipelineId, subjectName: name }
    await recordActivity(ctx, tx, { name: `pipeline.${action}`, ...subject, before: { status } })
  })
  if (!isRetry) await cancelHostedFineTune(ctx, fineTune)
  if (isRetry) {
    await ctx.db.prisma.evaluation.updateMany({
      where: { experimentId, id: partsOf(pipelineId).studentEvaluationId, status: { not: "done" } },
      data: { status: "queued", error: null, finishedAt: null },
    })
  }
  await enqueueJob(ctx.db, pipelineJob, { experimentId, pipelineId })
  return getPipeline(ctx, { experimentId, pipelineId })
}

import type { z } from "zod"
import type { PipelineRecord, controlPipeline as route } from "@/lib/contracts/pipelines"
import { launchCostSchema } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import type { Pipeline } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { type LaunchCost, sumParts } from "@/lib/domain/pricing/launch-cost"
import { pipelineJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { cancelHostedFineTune } from "@/lib/services/fine-tune/cancel-hosted"
import { renewHostedFineTune } from "@/lib/services/fine-tune/renew-hosted"
import { getPipeline } from "@/lib/services/pipeline/get"
import { partsOf } from "@/lib/services/pipeline/parts"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"
import { requireRoom } from "@/lib/services/spending/require-room"

const FROM = { cancel: ["queued", "running"], retry: ["failed", "cancelled"] }

/** What the launch was priced at, without the training that has succeeded. */
async function readCostAhead(
  ctx: Context,
  { experimentId, fineTuneId }: { experimentId: string; fineTuneId: string },
  estimate: Pipeline["estimate"],
): Promise<LaunchCost> {
  const parts = launchCostSchema.safeParse(estimate).data?.parts ?? []
  const where = { experimentId, id: fineTuneId, status: "succeeded" }
  const isTrained = (await ctx.db.prisma.fineTune.count({ where })) > 0
  return sumParts(parts.filter(({ name }) => !(isTrained && name === "training")))
}

/** What was made before a cancel or a failure stays, and a retry goes on from there. */
export async function controlPipeline(
  ctx: Context,
  { experimentId, pipelineId, action }: z.output<(typeof route)["input"]>,
): Promise<PipelineRecord> {
  requirePermission(ctx.actor, "run.write")
  const { status, name, estimate } = await requirePipeline(ctx, experimentId, pipelineId)
  const refusal = `This pipeline cannot ${action} now.`
  if (!FROM[action].includes(status)) throw new AppError("CONFLICT", refusal)
  const isRetry = action === "retry"
  const fineTune = { experimentId, fineTuneId: partsOf(pipelineId).fineTuneId }
  if (isRetry) {
    await requireRoom(ctx, await readCostAhead(ctx, fineTune, estimate))
    await renewHostedFineTune(ctx, fineTune)
  }
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

import type { z } from "zod"
import type { HostedJobRecord, controlFineTune as route } from "@/lib/contracts/fine-tunes"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { ProviderError } from "@/lib/domain/provider-error"
import { explainRefusal } from "@/lib/domain/refusal"
import { fineTuneJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import type { JsonObject } from "@/lib/providers/provider"
import { recordActivity } from "@/lib/services/activity/record"
import { openProvider } from "@/lib/services/fine-tune/open-provider"
import { presentHostedJob } from "@/lib/services/fine-tune/present-hosted-job"
import { requireFineTune } from "@/lib/services/fine-tune/require-fine-tune"
import { requireHostedTrainer } from "@/lib/services/fine-tune/require-trainer"

/** Pauses or resumes a job at its provider. @throws AppError NOT_FOUND, UNSUPPORTED, or CONFLICT with the provider's reason. */
export async function controlFineTune(
  ctx: Context,
  { experimentId, fineTuneId, action }: z.output<(typeof route)["input"]>,
): Promise<HostedJobRecord> {
  requirePermission(ctx.actor, "run.write")
  const row = await requireFineTune(ctx, experimentId, fineTuneId)
  const trainer = requireHostedTrainer(row.provider)
  const client = await openProvider(ctx, trainer, row.connectionId)
  const act = trainer.capabilities.pause ? client[action] : undefined
  if (!act) throw new AppError("UNSUPPORTED", `${trainer.title} cannot ${action} a job.`)
  if (!row.handle || row.status !== "running") {
    throw new AppError("CONFLICT", `There is no job at ${trainer.title} to ${action}.`)
  }
  const { name: subjectName } = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: row.datasetId } },
    select: { name: true },
  })
  try {
    await act.call(client, row.handle as JsonObject)
    const subject = { experimentId, subjectId: row.pipelineId ?? fineTuneId, subjectName }
    const before = { status: row.providerStatus ?? row.status }
    await recordActivity(ctx, ctx.db.prisma, { name: `training.${action}`, ...subject, before })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new AppError("CONFLICT", `${explainRefusal(error.refusal).title}: ${error.message}`, [], {
      cause: error,
    })
  }
  await enqueueJob(ctx.db, fineTuneJob, { experimentId, fineTuneId, nudge: true })
  return presentHostedJob(ctx, await requireFineTune(ctx, experimentId, fineTuneId))
}

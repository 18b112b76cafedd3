import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { fineTuneJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { HOSTED_PROVIDERS } from "@/lib/services/fine-tune/hosted-providers"

/** Asks for the end of a job at a provider, if there is one that still runs; the worker passes it on at once. */
export async function cancelHostedFineTune(
  ctx: Context,
  { experimentId, fineTuneId }: { experimentId: string; fineTuneId: string },
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const { count } = await ctx.db.prisma.fineTune.updateMany({
    where: {
      experimentId,
      id: fineTuneId,
      provider: { in: HOSTED_PROVIDERS },
      status: { in: ["queued", "running"] },
      cancelRequestedAt: null,
    },
    data: { cancelRequestedAt: ctx.now() },
  })
  if (count > 0) await enqueueJob(ctx.db, fineTuneJob, { experimentId, fineTuneId, nudge: true })
}

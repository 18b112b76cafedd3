import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { fineTuneJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

/** Has the next step taken at once; what waits in the queue already is not queued twice. */
export function startHostedFineTune(
  ctx: Context,
  { experimentId, id: fineTuneId }: Pick<FineTune, "experimentId" | "id">,
): Promise<void> {
  return enqueueJob(ctx.db, fineTuneJob, { experimentId, fineTuneId, nudge: false })
}

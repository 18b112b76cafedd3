import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { explainRefusal, type Refusal } from "@/lib/domain/refusal"
import { noticeJob, pipelineJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { addNote } from "@/lib/services/fine-tune/provider-events"
import { removeTrainingFiles } from "@/lib/services/fine-tune/training-files"

export type FineTuneEnd =
  | { status: "succeeded" }
  | { status: "cancelled"; requestId?: string | null }
  | { status: "failed"; refusal: Refusal; message: string; requestId: string | null }

/** Puts the end on record and wakes the pipeline that waits for it. Safe to call again after a crash. */
export async function endFineTune(ctx: Context, row: FineTune, end: FineTuneEnd): Promise<void> {
  const { experimentId, id } = row
  const isFailed = end.status === "failed"
  const said = isFailed ? `${explainRefusal(end.refusal).title}: ${end.message}` : null
  await addNote(ctx, row, "end", said ?? `Training ${end.status}.`, {
    level: isFailed ? "error" : "info",
    requestId: end.status === "succeeded" ? null : (end.requestId ?? null),
  })
  await ctx.db.prisma.fineTune.update({
    where: { experimentId_id: { experimentId, id } },
    data: {
      status: end.status,
      error: said ?? (end.status === "cancelled" ? "Training was cancelled." : null),
      refusal: isFailed ? end.refusal : null,
      finishedAt: ctx.now(),
      nextPollAt: null,
      ...(isFailed && end.requestId ? { requestId: end.requestId } : {}),
    },
  })
  await removeTrainingFiles(id)
  await enqueueJob(ctx.db, noticeJob, { experimentId, fineTuneId: id })
  const { pipelineId } = row
  if (pipelineId) await enqueueJob(ctx.db, pipelineJob, { experimentId, pipelineId })
}

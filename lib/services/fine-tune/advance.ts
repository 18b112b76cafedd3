import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { ProviderError } from "@/lib/domain/provider-error"
import { mayPass } from "@/lib/domain/refusal"
import { getEnv } from "@/lib/env"
import { fineTuneJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { endFineTune } from "@/lib/services/fine-tune/end"
import { MOST_FAILURES, pollDelayMs } from "@/lib/services/fine-tune/poll-delay"
import { addNote } from "@/lib/services/fine-tune/provider-events"
import { hasEnded } from "@/lib/services/fine-tune/status"
import { takeStep } from "@/lib/services/fine-tune/take-step"

interface FineTuneKey {
  experimentId: string
  fineTuneId: string
}

const whereOf = ({ experimentId, id }: Pick<FineTune, "experimentId" | "id">) => ({
  experimentId_id: { experimentId, id },
})

async function wait(
  ctx: Context,
  row: FineTune,
  failures: number,
  retryAfterMs: number | null,
): Promise<void> {
  const pause = pollDelayMs(getEnv().providerPollMs, { failures, retryAfterMs, random: Math.random() })
  const nextPollAt = new Date(ctx.now().getTime() + pause)
  await ctx.db.prisma.fineTune.update({ where: whereOf(row), data: { failures, nextPollAt } })
  const data = { experimentId: row.experimentId, fineTuneId: row.id, nudge: false }
  await enqueueJob(ctx.db, fineTuneJob, data, { startAfter: nextPollAt })
}

/** What may pass is tried again, and looked up first; the rest ends the attempt with its reason. */
async function handleRefusal(ctx: Context, row: FineTune, error: ProviderError): Promise<void> {
  const { refusal, message, requestId, retryAfterMs } = error
  const failures = row.failures + 1
  if (mayPass(refusal) && failures <= MOST_FAILURES) {
    await addNote(ctx, row, `failure/${failures}/${message}`, `${message} Trying again.`, {
      level: "warn",
      requestId,
    })
    if (requestId) await ctx.db.prisma.fineTune.update({ where: whereOf(row), data: { requestId } })
    return wait(ctx, row, failures, retryAfterMs)
  }
  await endFineTune(ctx, row, { status: "failed", refusal, message, requestId })
}

async function endOnError(ctx: Context, row: FineTune, error: AppError): Promise<void> {
  const refusal = error.code === "INVALID_INPUT" ? "invalid_request" : "failed"
  await endFineTune(ctx, row, { status: "failed", refusal, message: error.message, requestId: null })
}

async function takeOne(ctx: Context, row: FineTune, signal: AbortSignal): Promise<void> {
  try {
    const step = await takeStep(ctx, row, signal)
    if (step === "wait") await wait(ctx, row, 0, null)
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof ProviderError) return handleRefusal(ctx, row, error)
    if (error instanceof AppError) return endOnError(ctx, row, error)
    throw error
  }
}

/**
 * Takes the next step of a training job at a provider: upload, create, look, or put the end on record. Killed at any point,
 * the next call goes on where it stood, and never creates a second job for one attempt.
 */
export async function advanceFineTune(
  ctx: Context,
  { experimentId, fineTuneId }: FineTuneKey,
  signal: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const where = { experimentId_id: { experimentId, id: fineTuneId } }
  const work = async () => {
    const row = await ctx.db.prisma.fineTune.findUnique({ where })
    if (row && !hasEnded(row)) await takeOne(ctx, row, signal)
  }
  await withAdvisoryLock(ctx.db, `fine-tune:${fineTuneId}`, work, signal)
}

import type { Context } from "@/lib/db/context"
import type { IngestTarget } from "@/lib/db/ingest.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { readAhead } from "@/lib/domain/read-ahead"
import type { RunFacts } from "@/lib/services/ingest/prepare-episode"
import { type FileInput, readFileInThread } from "@/lib/services/ingest/read-in-thread"
import { gatherBatches, type IncomingBatch, type IngestRecord } from "@/lib/services/ingest/record-batch"
import {
  type IngestBatch,
  type PreparedBatch,
  prepareBatch,
  writeBatch,
} from "@/lib/services/ingest/write-batch"
import { readCurrentPrice } from "@/lib/services/model/current-price"
import { requireRun } from "@/lib/services/run/require-run"

/** Batches on their way into the store while the next is read and prepared. */
const WRITTEN_AT_ONCE = 2

async function readRunFacts(ctx: Context, target: IngestTarget): Promise<RunFacts> {
  const run = await requireRun(ctx, target.experimentId, target.runId)
  if (run.status === "deleting") throw new AppError("CONFLICT", "This run is being deleted.")
  const tools = run.toolsPromptId
    ? await ctx.db.prisma.prompt.findUnique({ where: { id: run.toolsPromptId }, select: { tokens: true } })
    : null
  return { price: await readCurrentPrice(ctx.db, run.modelId), runToolTokens: tools?.tokens ?? 0 }
}

async function* prepareBatches(
  ctx: Context,
  target: IngestTarget,
  batches: AsyncIterable<IncomingBatch>,
): AsyncGenerator<PreparedBatch> {
  for await (const batch of batches) yield await prepareBatch(ctx, target, batch)
}

async function writeAndRelease(
  ctx: Context,
  target: IngestTarget,
  prepared: PreparedBatch,
): Promise<IngestBatch> {
  try {
    return await writeBatch(ctx, target, prepared)
  } finally {
    prepared.batch.release()
  }
}

/**
 * The one way episodes enter the store. Answers batch by batch, each after its commit; leaving the loop early keeps what was
 * committed. Sending the same episodes again adds nothing.
 */
async function* ingestBatches(
  ctx: Context,
  target: IngestTarget,
  batches: AsyncIterable<IncomingBatch>,
): AsyncGenerator<IngestBatch> {
  const writing: Promise<IngestBatch>[] = []
  try {
    for await (const prepared of readAhead(prepareBatches(ctx, target, batches), 1)) {
      if (writing.length === WRITTEN_AT_ONCE) yield (await writing.shift()) as IngestBatch
      const written = writeAndRelease(ctx, target, prepared)
      // Its failure is met at a later turn; until then nobody else listens.
      written.catch(() => undefined)
      writing.push(written)
    }
    while (writing.length > 0) yield (await writing.shift()) as IngestBatch
  } finally {
    // Whoever leaves early leaves nothing going on behind their back.
    await Promise.allSettled(writing)
  }
}

/**
 * Stores records that are at hand.
 * @throws AppError NOT_FOUND when the run is not in the experiment.
 */
export async function* ingestEpisodes(
  ctx: Context,
  { stream, ...target }: IngestTarget & { stream: AsyncIterable<IngestRecord> },
): AsyncGenerator<IngestBatch> {
  requirePermission(ctx.actor, "episode.ingest")
  const facts = await readRunFacts(ctx, target)
  yield* ingestBatches(ctx, target, gatherBatches(target.experimentId, facts, stream))
}

/**
 * Stores the episodes of a file or a large body. It is parsed, checked, counted and encoded in a thread; this one goes on
 * answering others meanwhile.
 * @throws AppError NOT_FOUND when the run is not in the experiment, INVALID_INPUT when the file is not of its format, and
 * what reading `bytes` throws.
 */
export async function* ingestFile(
  ctx: Context,
  { file, ...target }: IngestTarget & { file: FileInput },
): AsyncGenerator<IngestBatch> {
  requirePermission(ctx.actor, "episode.ingest")
  const facts = await readRunFacts(ctx, target)
  yield* ingestBatches(ctx, target, readFileInThread(target.experimentId, facts, file))
}

import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { Context } from "@/lib/db/context"
import type { IngestTarget } from "@/lib/db/ingest.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import {
  type IncomingEpisode,
  type IngestBatch,
  prepareBatch,
  type Rejection,
  writeBatch,
} from "@/lib/services/episode/ingest-batch"
import type { PrepareContext } from "@/lib/services/episode/prepare-episode"
import { readCurrentPrice } from "@/lib/services/model/current-price"
import { requireRun } from "@/lib/services/run/require-run"

const BATCH_RECORDS = 250
/** Long episodes close a batch early, so that memory stays bounded. */
const BATCH_CHARS = 8_000_000
/** Batches on their way into the store while the next is read and prepared. */
const WRITTEN_AT_ONCE = 2

/** A record on its way in, as importers give it; `raw` is the start of one that could not be used. */
export type IngestRecord =
  | { ok: true; line: number; episode: EpisodeInput; repairs: readonly { note: string }[] }
  | { ok: false; line: number; reason: string; raw: string }

export interface IngestInput extends IngestTarget {
  stream: AsyncIterable<IngestRecord>
}

interface Batch {
  episodes: IncomingEpisode[]
  rejected: Rejection[]
  chars: number
}

function sizeOf(episode: EpisodeInput): number {
  return episode.messages.reduce((sum, { content }) => sum + (content?.length ?? 0) + 200, 1000)
}

function emptyBatch(): Batch {
  return { episodes: [], rejected: [], chars: 0 }
}

function addRecord(batch: Batch, record: IngestRecord): void {
  if (record.ok) {
    const repairs = record.repairs.map(({ note }) => note)
    batch.episodes.push({ line: record.line, episode: record.episode, repairs })
    batch.chars += sizeOf(record.episode)
  } else {
    batch.rejected.push({ line: record.line, reason: record.reason, raw: record.raw })
    batch.chars += record.raw.length
  }
}

async function* readBatches(stream: AsyncIterable<IngestRecord>): AsyncGenerator<Batch> {
  let batch = emptyBatch()
  for await (const record of stream) {
    addRecord(batch, record)
    const count = batch.episodes.length + batch.rejected.length
    if (count < BATCH_RECORDS && batch.chars < BATCH_CHARS) continue
    yield batch
    batch = emptyBatch()
  }
  if (batch.episodes.length + batch.rejected.length > 0) yield batch
}

async function createPrepareContext(ctx: Context, target: IngestTarget): Promise<PrepareContext> {
  const run = await requireRun(ctx, target.experimentId, target.runId)
  if (run.status === "deleting") throw new AppError("CONFLICT", "This run is being deleted.")
  const tools = run.toolsPromptId
    ? await ctx.db.prisma.prompt.findUnique({ where: { id: run.toolsPromptId }, select: { tokens: true } })
    : null
  return {
    price: await readCurrentPrice(ctx.db, run.modelId),
    runToolTokens: tools?.tokens ?? 0,
    prompts: new Map(),
  }
}

async function finishBatch(batch: Batch, writing: Promise<IngestBatch>): Promise<IngestBatch> {
  const written = await writing
  const rejected = [...batch.rejected, ...written.rejected].sort((left, right) => left.line - right.line)
  return { ...written, rejected }
}

/**
 * The one way episodes enter the store. Answers batch by batch, each after its commit; leaving the loop early keeps what was
 * committed. Sending the same episodes again adds nothing.
 * @throws AppError NOT_FOUND when the run is not in the experiment.
 */
export async function* ingestEpisodes(ctx: Context, input: IngestInput): AsyncGenerator<IngestBatch> {
  requirePermission(ctx.actor, "episode.ingest")
  const prepare = await createPrepareContext(ctx, input)
  const writing: Promise<IngestBatch>[] = []
  try {
    for await (const batch of readBatches(input.stream)) {
      const prepared = await prepareBatch(ctx, input, prepare, batch.episodes)
      if (writing.length === WRITTEN_AT_ONCE) yield (await writing.shift()) as IngestBatch
      const written = finishBatch(batch, writeBatch(ctx, input, prepared))
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

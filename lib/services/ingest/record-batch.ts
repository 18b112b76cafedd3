import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { NewEpisode } from "@/lib/db/ingest.sql"
import { EncodedEpisodes } from "@/lib/db/step-rows"
import {
  type PrepareContext,
  type PreparedEpisode,
  prepareEpisode,
  type RunFacts,
} from "@/lib/services/ingest/prepare-episode"

const BATCH_RECORDS = 250
/** Long episodes close a batch early, so that memory stays bounded. */
const BATCH_CHARS = 8_000_000
/** Of a record that the store refused, for the person who has to mend it. Kept of every record, because the record itself is let go. */
const START_CHARS = 2000

/** A record on its way in, as importers give it; `raw` is the start of its text, where it has one. */
export type IngestRecord =
  | {
      ok: true
      line: number
      episode: EpisodeInput
      repairs: readonly { note: string }[]
      raw?: (bytes: number) => string
    }
  | { ok: false; line: number; reason: string; raw: string }

export interface Rejection {
  /** Counts from 1. */
  line: number
  reason: string
  raw: string
}

/** What names an episode before it is stored. */
export interface IncomingKey {
  line: number
  id: string | undefined
  externalId: string
}

/** Episodes that were read and checked. */
export interface IncomingBatch {
  keys: readonly IncomingKey[]
  rejected: readonly Rejection[]
  /** The episodes at these places of `keys`, in their order. It is asked once, for those that the store does not know. */
  prepare(places: readonly number[]): NewEpisode[] | Promise<NewEpisode[]>
  /** The start of an episode's text. */
  rawOf(place: number): string | Promise<string>
  /** Nothing more will be asked of it. */
  release(): void
}

type Incoming = IngestRecord & { ok: true }

/** What the batches of one file share; a file that is sent again brings nothing new in any of them. */
export interface BatchContext extends PrepareContext {
  bringsNew: boolean
}

function sizeOf(episode: EpisodeInput): number {
  return episode.messages.reduce((sum, { content }) => sum + (content?.length ?? 0) + 200, 1000)
}

function startOf(episode: EpisodeInput): string {
  return JSON.stringify({ ...episode, messages: episode.messages.slice(0, 1) }).slice(0, START_CHARS)
}

/**
 * Records of one experiment that are written together. Each is hashed, counted and encoded as soon as it is read, while all of it
 * is in the processor's caches, and let go; but where the batch before it brought nothing new, only once somebody asks for it.
 */
export class RecordBatch implements IncomingBatch {
  readonly keys: IncomingKey[] = []
  readonly rejected: Rejection[] = []
  private readonly context: BatchContext
  private readonly encoded: EncodedEpisodes<PreparedEpisode>
  private readonly isEager: boolean
  private readonly records: Incoming[] = []
  /** Of each record its start, or the episode to write one from. */
  private readonly starts: (string | EpisodeInput)[] = []
  private isPrepared = false
  private chars = 0

  constructor(experimentId: string, context: BatchContext) {
    this.context = context
    this.encoded = new EncodedEpisodes(experimentId)
    this.isEager = context.bringsNew
  }

  get isEmpty(): boolean {
    return this.keys.length + this.rejected.length === 0
  }

  get isFull(): boolean {
    return this.keys.length + this.rejected.length >= BATCH_RECORDS || this.chars >= BATCH_CHARS
  }

  add(record: IngestRecord): void {
    const { line } = record
    if (record.ok) {
      const { id, externalId } = record.episode
      this.keys.push({ line, id, externalId })
      this.starts.push(record.raw?.(START_CHARS) ?? record.episode)
      if (this.isEager) this.encode(record)
      else this.records.push(record)
      this.chars += sizeOf(record.episode)
    } else {
      this.rejected.push({ line, reason: record.reason, raw: record.raw })
      this.chars += record.raw.length
    }
  }

  prepare(places: readonly number[]): NewEpisode[] {
    this.isPrepared = true
    if (this.isEager) {
      const episodes = this.encoded.take()
      return places.map((place) => episodes[place] as NewEpisode)
    }
    for (const place of places) this.encode(this.records[place] as Incoming)
    return this.encoded.take()
  }

  rawOf(place: number): string {
    const start = this.starts[place] as string | EpisodeInput
    return typeof start === "string" ? start : startOf(start)
  }

  release(): void {
    this.context.bringsNew = this.isPrepared
    this.records.length = 0
    this.starts.length = 0
  }

  private encode({ episode, repairs }: Incoming): void {
    const notes = repairs.map(({ note }) => note)
    this.encoded.add(prepareEpisode(this.context, episode, notes))
  }
}

/** Gathers the records of one file into batches of at most 250 episodes. */
export async function* gatherBatches(
  experimentId: string,
  facts: RunFacts,
  records: AsyncIterable<IngestRecord>,
): AsyncGenerator<RecordBatch> {
  const context: BatchContext = { ...facts, prompts: new Map(), bringsNew: true }
  const makeBatch = () => new RecordBatch(experimentId, context)
  let batch = makeBatch()
  for await (const record of records) {
    batch.add(record)
    if (!batch.isFull) continue
    yield batch
    batch = makeBatch()
  }
  if (!batch.isEmpty) yield batch
}

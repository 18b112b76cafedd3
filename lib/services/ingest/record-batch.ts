import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { NewEpisode } from "@/lib/db/ingest.sql"
import { encodeSteps } from "@/lib/db/step-rows"
import { type PrepareContext, prepareEpisode } from "@/lib/services/ingest/prepare-episode"

const BATCH_RECORDS = 250
/** Long episodes close a batch early, so that memory stays bounded. */
const BATCH_CHARS = 8_000_000
/** Of a record that the store refused, for the person who has to mend it. */
const RAW_CHARS = 16_384

/** A record on its way in, as importers give it; `raw` is the start of one that could not be used. */
export type IngestRecord =
  | { ok: true; line: number; episode: EpisodeInput; repairs: readonly { note: string }[] }
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

/** Episodes that were read and checked. Preparing them is the expensive part, so it is asked only for those that are new. */
export interface IncomingBatch {
  keys: readonly IncomingKey[]
  rejected: readonly Rejection[]
  /** The episodes at these places of `keys`, in their order. */
  prepare(places: readonly number[]): NewEpisode[] | Promise<NewEpisode[]>
  /** The start of an episode's text. */
  rawOf(place: number): string | Promise<string>
  /** Nothing more will be asked of it. */
  release(): void
}

type Incoming = IngestRecord & { ok: true }

function sizeOf(episode: EpisodeInput): number {
  return episode.messages.reduce((sum, { content }) => sum + (content?.length ?? 0) + 200, 1000)
}

/** Records of one experiment that are written together. */
export class RecordBatch implements IncomingBatch {
  readonly keys: IncomingKey[] = []
  readonly rejected: Rejection[] = []
  private readonly experimentId: string
  private readonly context: PrepareContext
  private readonly records: Incoming[] = []
  private chars = 0

  constructor(experimentId: string, context: PrepareContext) {
    this.experimentId = experimentId
    this.context = context
  }

  get isEmpty(): boolean {
    return this.records.length + this.rejected.length === 0
  }

  get isFull(): boolean {
    return this.records.length + this.rejected.length >= BATCH_RECORDS || this.chars >= BATCH_CHARS
  }

  add(record: IngestRecord): void {
    const { line } = record
    if (record.ok) {
      const { id, externalId } = record.episode
      this.keys.push({ line, id, externalId })
      this.records.push(record)
      this.chars += sizeOf(record.episode)
    } else {
      this.rejected.push({ line, reason: record.reason, raw: record.raw })
      this.chars += record.raw.length
    }
  }

  prepare(places: readonly number[]): NewEpisode[] {
    const episodes = places.map((place) => {
      const { episode, repairs } = this.recordAt(place)
      const notes = repairs.map(({ note }) => note)
      return prepareEpisode(this.context, episode, notes)
    })
    return encodeSteps(this.experimentId, episodes)
  }

  rawOf(place: number): string {
    const { episode } = this.recordAt(place)
    return JSON.stringify({ ...episode, messages: episode.messages.slice(0, 3) }).slice(0, RAW_CHARS)
  }

  release(): void {
    this.records.length = 0
  }

  private recordAt(place: number): Incoming {
    return this.records[place] as Incoming
  }
}

/** Gathers records into batches of at most 250 episodes. */
export async function* gatherBatches(
  records: AsyncIterable<IngestRecord>,
  makeBatch: () => RecordBatch,
): AsyncGenerator<RecordBatch> {
  let batch = makeBatch()
  for await (const record of records) {
    batch.add(record)
    if (!batch.isFull) continue
    yield batch
    batch = makeBatch()
  }
  if (!batch.isEmpty) yield batch
}

import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { Context } from "@/lib/db/context"
import { readEpisodeKeys } from "@/lib/db/episode.sql"
import type { IngestTarget, NewEpisode } from "@/lib/db/ingest.sql"
import { commitEpisodes } from "@/lib/services/episode/group-commit"
import { type PrepareContext, prepareEpisode } from "@/lib/services/episode/prepare-episode"

export interface IncomingEpisode {
  line: number
  episode: EpisodeInput
  /** What was mended, one sentence each. */
  repairs: string[]
}

export interface Rejection {
  /** Counts from 1. */
  line: number
  reason: string
  raw: string
}

export interface StoredKey {
  id: string
  externalId: string
}

/** What became of a batch; ids are those the episodes are stored under. */
export interface IngestBatch {
  accepted: StoredKey[]
  duplicates: StoredKey[]
  rejected: Rejection[]
}

/** Finds an episode under its own id or, in the run, under its external id. */
type Known = (episode: EpisodeInput) => StoredKey | undefined

async function findKnown(
  ctx: Context,
  target: IngestTarget,
  records: readonly IncomingEpisode[],
): Promise<Known> {
  if (records.length === 0) return () => undefined
  const rows = await readEpisodeKeys(ctx.db, target, {
    ids: records.flatMap(({ episode }) => episode.id ?? []),
    externalIds: records.map(({ episode }) => episode.externalId),
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const own = rows.filter(({ runId }) => runId === target.runId)
  const byExternalId = new Map(own.map((row) => [row.externalId, row]))
  return ({ id, externalId }) => (id ? byId.get(id) : undefined) ?? byExternalId.get(externalId)
}

function toStoredKey({ id, externalId }: StoredKey): StoredKey {
  return { id, externalId }
}

function startOf(episode: EpisodeInput): string {
  return JSON.stringify({ ...episode, messages: episode.messages.slice(0, 3) }).slice(0, 16_384)
}

interface PreparedBatch {
  records: readonly IncomingEpisode[]
  known: Known
  /** What the store does not know yet. */
  fresh: Map<IncomingEpisode, NewEpisode>
}

/**
 * Finds what is stored already by one index look-up, before anything is hashed or counted: sending a file again is cheap.
 * The claim inside the transaction decides races.
 */
export async function prepareBatch(
  ctx: Context,
  target: IngestTarget,
  prepare: PrepareContext,
  records: readonly IncomingEpisode[],
): Promise<PreparedBatch> {
  const known = await findKnown(ctx, target, records)
  const unknown = records.filter(({ episode }) => known(episode) === undefined)
  const fresh = new Map(
    unknown.map((record) => [record, prepareEpisode(prepare, record.episode, record.repairs)]),
  )
  return { records, known, fresh }
}

/** Commits a batch and says what became of each of its records. */
export async function writeBatch(
  ctx: Context,
  target: IngestTarget,
  { records, known, fresh }: PreparedBatch,
): Promise<IngestBatch> {
  const { claimed, rejected } = await commitEpisodes(ctx.db, target, [...fresh.values()])
  const accepted = [...fresh].filter(([, episode]) => claimed.has(episode))
  const refused = [...fresh].filter(([, episode]) => rejected.has(episode))
  const settled = new Set([...accepted, ...refused].map(([record]) => record))
  const lost = [...fresh.keys()].filter((record) => !settled.has(record))
  const winner = await findKnown(ctx, target, lost)
  return {
    accepted: accepted.map(([, episode]) => toStoredKey(episode)),
    duplicates: records
      .filter((record) => !settled.has(record))
      .map(({ episode }) => toStoredKey((known(episode) ?? winner(episode)) as StoredKey)),
    rejected: refused.map(([record, episode]) => ({
      line: record.line,
      reason: rejected.get(episode) as string,
      raw: startOf(record.episode),
    })),
  }
}

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
  accepted: (StoredKey & { repaired: boolean })[]
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

/**
 * Writes the new episodes of a batch. What is stored already is found by one index look-up before anything is hashed or
 * counted, so sending a file again is cheap; the claim inside the transaction decides races.
 */
export async function ingestBatch(
  ctx: Context,
  target: IngestTarget,
  prepare: PrepareContext,
  records: readonly IncomingEpisode[],
): Promise<IngestBatch> {
  const known = await findKnown(ctx, target, records)
  const fresh = records.filter(({ episode }) => known(episode) === undefined)
  const prepared = new Map<IncomingEpisode, NewEpisode>(
    fresh.map((record) => [record, prepareEpisode(prepare, record.episode, record.repairs)]),
  )
  const { claimed, rejected } = await commitEpisodes(ctx.db, target, [...prepared.values()])
  const refused = fresh.filter((record) => rejected.has(prepared.get(record) as NewEpisode))
  const accepted = fresh.filter((record) => claimed.has(prepared.get(record) as NewEpisode))
  const settled = new Set([...refused, ...accepted])
  const lost = fresh.filter((record) => !settled.has(record))
  const winner = await findKnown(ctx, target, lost)
  return {
    accepted: accepted.map((record) => ({
      ...toStoredKey(prepared.get(record) as NewEpisode),
      repaired: record.repairs.length > 0,
    })),
    duplicates: records.flatMap((record) => {
      if (settled.has(record)) return []
      return toStoredKey((known(record.episode) ?? winner(record.episode)) as StoredKey)
    }),
    rejected: refused.map((record) => ({
      line: record.line,
      reason: rejected.get(prepared.get(record) as NewEpisode) as string,
      raw: startOf(record.episode),
    })),
  }
}

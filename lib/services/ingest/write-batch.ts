import type { Context } from "@/lib/db/context"
import { readEpisodeKeys } from "@/lib/db/episode.sql"
import type { IngestTarget, NewEpisode } from "@/lib/db/ingest.sql"
import { commitEpisodes } from "@/lib/services/ingest/group-commit"
import type { IncomingBatch, IncomingKey, Rejection } from "@/lib/services/ingest/record-batch"

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
type Known = (key: IncomingKey) => StoredKey | undefined

async function findKnown(ctx: Context, target: IngestTarget, keys: readonly IncomingKey[]): Promise<Known> {
  if (keys.length === 0) return () => undefined
  const rows = await readEpisodeKeys(ctx.db, target, {
    ids: keys.flatMap(({ id }) => id ?? []),
    externalIds: keys.map(({ externalId }) => externalId),
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const own = rows.filter(({ runId }) => runId === target.runId)
  const byExternalId = new Map(own.map((row) => [row.externalId, row]))
  return ({ id, externalId }) => (id ? byId.get(id) : undefined) ?? byExternalId.get(externalId)
}

function toStoredKey({ id, externalId }: StoredKey): StoredKey {
  return { id, externalId }
}

/** A batch of which it is known what the store has. */
export interface PreparedBatch {
  batch: IncomingBatch
  known: Known
  /** What the store does not know yet, by place in the batch. */
  fresh: Map<number, NewEpisode>
}

/**
 * Finds what is stored already by one index look-up, so that nothing of it is written or even locked: sending a file again is
 * cheap. The claim inside the transaction decides races.
 */
export async function prepareBatch(
  ctx: Context,
  target: IngestTarget,
  batch: IncomingBatch,
): Promise<PreparedBatch> {
  const known = await findKnown(ctx, target, batch.keys)
  const places = [...batch.keys.keys()].filter((place) => !known(batch.keys[place] as IncomingKey))
  const episodes = places.length > 0 ? await batch.prepare(places) : []
  return { batch, known, fresh: new Map(places.map((place, at) => [place, episodes[at] as NewEpisode])) }
}

async function describeRefused(
  batch: IncomingBatch,
  refused: readonly (readonly [place: number, reason: string])[],
): Promise<Rejection[]> {
  return Promise.all(
    refused.map(async ([place, reason]) => ({
      line: (batch.keys[place] as IncomingKey).line,
      reason,
      raw: await batch.rawOf(place),
    })),
  )
}

/** Commits a batch and says what became of each of its records. */
export async function writeBatch(
  ctx: Context,
  target: IngestTarget,
  { batch, known, fresh }: PreparedBatch,
): Promise<IngestBatch> {
  const { claimed, rejected } = await commitEpisodes(ctx.db, target, [...fresh.values()])
  const accepted = [...fresh].filter(([, episode]) => claimed.has(episode))
  const refused = [...fresh].flatMap(([place, episode]) => {
    const reason = rejected.get(episode)
    return reason === undefined ? [] : [[place, reason] as const]
  })
  const settled = new Set([...accepted, ...refused].map(([place]) => place))
  const lost = batch.keys.filter((_, place) => fresh.has(place) && !settled.has(place))
  const winner = await findKnown(ctx, target, lost)
  const unsettled = batch.keys.filter((_, place) => !settled.has(place))
  const all = [...batch.rejected, ...(await describeRefused(batch, refused))]
  return {
    accepted: accepted.map(([, episode]) => toStoredKey(episode)),
    duplicates: unsettled.map((key) => toStoredKey((known(key) ?? winner(key)) as StoredKey)),
    rejected: all.sort((left, right) => left.line - right.line),
  }
}

import type { ClientBase } from "pg"
import { z } from "zod"

const liveRow = z.object({
  stepCount: z.number(),
  openCalls: z.array(z.string()),
  isFinishing: z.boolean(),
})

interface EpisodeKey {
  experimentId: string
  episodeId: string
}

/** Locks a live episode until the transaction ends; null when there is none. */
export async function lockLiveEpisode(client: ClientBase, { experimentId, episodeId }: EpisodeKey) {
  const { rows } = await client.query(
    `SELECT "stepCount", "openCalls", outcome IS NOT NULL AS "isFinishing" FROM "LiveEpisode"
      WHERE "experimentId" = $1 AND id = $2 FOR UPDATE`,
    [experimentId, episodeId],
  )
  return rows[0] ? liveRow.parse(rows[0]) : null
}

const stepRows = z.array(z.object({ idx: z.number(), message: z.string() }))

/** Steps from a place on, in order. */
export async function readLiveSteps(
  client: Pick<ClientBase, "query">,
  { experimentId, episodeId }: EpisodeKey,
  page: { from: number; limit: number | null },
) {
  const { rows } = await client.query(
    `SELECT idx, message FROM "LiveStep" WHERE "experimentId" = $1 AND "episodeId" = $2 AND idx >= $3
      ORDER BY idx LIMIT $4`,
    [experimentId, episodeId, page.from, page.limit],
  )
  return stepRows.parse(rows)
}

/** Adds steps behind those of an episode that the transaction has locked. */
export async function insertLiveSteps(
  client: ClientBase,
  { experimentId, episodeId }: EpisodeKey,
  added: { from: number; messages: readonly string[]; openCalls: readonly string[] },
): Promise<void> {
  const places = added.messages.map((_, at) => added.from + at)
  await client.query(
    `INSERT INTO "LiveStep" ("experimentId", "episodeId", idx, message)
     SELECT $1::uuid, $2::uuid, * FROM unnest($3::int[], $4::text[])`,
    [experimentId, episodeId, places, added.messages],
  )
  await client.query(
    `UPDATE "LiveEpisode" SET "stepCount" = $3, "openCalls" = $4, "touchedAt" = now()
      WHERE "experimentId" = $1 AND id = $2`,
    [experimentId, episodeId, added.from + added.messages.length, added.openCalls],
  )
}

/** Says how an episode ended, unless that was said before. */
export async function writeLiveOutcome(
  client: Pick<ClientBase, "query">,
  { experimentId, episodeId }: EpisodeKey,
  outcome: object,
): Promise<void> {
  await client.query(
    `UPDATE "LiveEpisode" SET outcome = $3::jsonb, "touchedAt" = now()
      WHERE "experimentId" = $1 AND id = $2 AND outcome IS NULL`,
    [experimentId, episodeId, JSON.stringify(outcome)],
  )
}

import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import type { Conditions } from "@/lib/db/conditions"

const idRows = z.array(z.object({ id: z.string() }))

const goldRows = z.array(z.object({ id: z.string(), label: z.number() }))

/** Episodes in an order that only the seed decides; at most `limit`. */
export async function pickEpisodes(pool: Pool, conditions: Conditions, seed: string, limit: number) {
  const where = conditions.copy()
  const { rows } = await pool.query(
    `SELECT e.id FROM "Episode" e WHERE ${where}
      ORDER BY md5(e.id::text || ${where.bind(seed)}::text), e.id LIMIT ${where.bind(limit)}`,
    where.values,
  )
  return idRows.parse(rows).map(({ id }) => id)
}

/** Episodes that humans called good or bad, those they agree about first, else in the order of the seed. */
export async function pickCheckItems(pool: Pool, conditions: Conditions, seed: string, limit: number) {
  const where = conditions.copy().add(`e.label IN (-1, 1) AND e."labelSource" = 'human'`)
  const { rows } = await pool.query(
    `SELECT e.id, e.label FROM "Episode" e WHERE ${where}
      ORDER BY e.agreement >= 1 DESC NULLS LAST, md5(e.id::text || ${where.bind(seed)}::text), e.id
      LIMIT ${where.bind(limit)}`,
    where.values,
  )
  return goldRows.parse(rows)
}

/** What a draw asks for and no human has answered yet, by rank. */
export async function readUnansweredPicks(pool: Pool, experimentId: string, drawId: string) {
  const { rows } = await pool.query(
    `SELECT e.id FROM "LabelPick" p JOIN "Episode" e ON e."experimentId" = p."experimentId" AND e.id = p."episodeId"
      WHERE p."experimentId" = $1 AND p."drawId" = $2 AND NOT (e.label IS NOT NULL AND e."labelSource" = 'human')
      ORDER BY p.rank`,
    [experimentId, drawId],
  )
  return idRows.parse(rows).map(({ id }) => id)
}

export interface NewQueue {
  experimentId: string
  id: string
  name: string
  blind: boolean
  reviewsPerItem: number
  holdSeconds: number
  assigneeIds: readonly string[]
  createdById: string | null
  createdAt: Date
}

export async function insertQueue(client: ClientBase, queue: NewQueue): Promise<void> {
  await client.query(
    `INSERT INTO "Queue" ("experimentId", id, name, blind, "reviewsPerItem", "holdSeconds", "assigneeIds",
                          "createdById", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      queue.experimentId,
      queue.id,
      queue.name,
      queue.blind,
      queue.reviewsPerItem,
      queue.holdSeconds,
      queue.assigneeIds,
      queue.createdById,
      queue.createdAt,
    ],
  )
}

export interface NewItem {
  episodeId: string
  /** -1 or 1 for a check item. */
  gold: number | null
}

export async function insertQueueItems(
  client: ClientBase,
  queue: { experimentId: string; queueId: string; reviewsPerItem: number },
  items: readonly NewItem[],
): Promise<void> {
  await client.query(
    `INSERT INTO "QueueItem" ("experimentId", "queueId", pos, "episodeId", gold, wanted)
     SELECT $1, $2, i.pos - 1, i.id, i.gold, $3
       FROM unnest($4::uuid[], $5::smallint[]) WITH ORDINALITY AS i(id, gold, pos)`,
    [
      queue.experimentId,
      queue.queueId,
      queue.reviewsPerItem,
      items.map(({ episodeId }) => episodeId),
      items.map(({ gold }) => gold),
    ],
  )
}

const countRows = z.array(
  z.object({
    queueId: z.string(),
    items: z.number(),
    reviews: z.number(),
    submitted: z.number(),
    held: z.number(),
    mineSubmitted: z.number(),
    mineSkipped: z.number(),
  }),
)

export type QueueCounts = z.output<typeof countRows>[number]

/** How far queues are, for everyone and for one person. */
export async function countReviews(
  client: ClientBase | Pool,
  experimentId: string,
  queueIds: readonly string[],
  userId: string | null,
): Promise<Map<string, QueueCounts>> {
  const { rows } = await client.query(
    `SELECT q.id AS "queueId", i.items, i.items * q."reviewsPerItem" AS reviews,
            i.items * q."reviewsPerItem" - i.wanted - r.held AS submitted, r.held,
            m.submitted AS "mineSubmitted", m.skipped AS "mineSkipped"
       FROM "Queue" q
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS items, coalesce(sum(wanted), 0)::int AS wanted FROM "QueueItem"
          WHERE "experimentId" = q."experimentId" AND "queueId" = q.id) i
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS held FROM "Review"
          WHERE "experimentId" = q."experimentId" AND "queueId" = q.id AND state = 'held') r
       CROSS JOIN LATERAL (
         SELECT (count(*) FILTER (WHERE state = 'submitted'))::int AS submitted,
                (count(*) FILTER (WHERE state = 'skipped'))::int AS skipped FROM "Review"
          WHERE "experimentId" = q."experimentId" AND "queueId" = q.id AND "userId" = $3) m
      WHERE q."experimentId" = $1 AND q.id = ANY($2::uuid[])`,
    [experimentId, queueIds, userId],
  )
  return new Map(countRows.parse(rows).map((row) => [row.queueId, row]))
}

const personRows = z.array(
  z.object({
    userId: z.string(),
    submitted: z.number(),
    skipped: z.number(),
    medianMs: z.number().nullable(),
    goldAnswered: z.number(),
    goldRight: z.number(),
  }),
)

/** Everyone who was handed an item, most submitted first. */
export async function readQueuePeople(pool: Pool, experimentId: string, queueId: string) {
  const { rows } = await pool.query(
    `SELECT r."userId",
            (count(*) FILTER (WHERE r.state = 'submitted'))::int AS submitted,
            (count(*) FILTER (WHERE r.state = 'skipped'))::int AS skipped,
            (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r."endedAt" - r."heldAt") * 1000)
              FILTER (WHERE r.state = 'submitted'))::float8 AS "medianMs",
            (count(*) FILTER (WHERE r.state = 'submitted' AND i.gold IS NOT NULL))::int AS "goldAnswered",
            (count(*) FILTER (WHERE r.state = 'submitted' AND i.gold = r.verdict))::int AS "goldRight"
       FROM "Review" r
       JOIN "QueueItem" i ON i."experimentId" = r."experimentId" AND i."queueId" = r."queueId" AND i.pos = r.pos
      WHERE r."experimentId" = $1 AND r."queueId" = $2
      GROUP BY r."userId" ORDER BY submitted DESC, r."userId"`,
    [experimentId, queueId],
  )
  return personRows.parse(rows)
}

/** Over `"QueueItem" i`: at least two submitted verdicts that differ, and nobody has decided. */
const DISAGREED = `i.decided IS NULL AND i.gold IS NULL AND (
  SELECT count(DISTINCT r.verdict) > 1 FROM "Review" r
   WHERE r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos AND r.state = 'submitted')`

const SKIPPED = `EXISTS (
  SELECT 1 FROM "Review" r
   WHERE r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos AND r.state = 'skipped')`

/** Over `"QueueItem" i`: every review that it wants is in. */
const FINISHED = `i.wanted = 0 AND NOT EXISTS (
  SELECT 1 FROM "Review" r
   WHERE r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos AND r.state = 'held')`

const itemRows = z.array(
  z.object({
    pos: z.number(),
    episodeId: z.string(),
    taskKey: z.string(),
    title: z.string().nullable(),
    data: z.unknown(),
    gold: z.number().nullable(),
    decided: z.number().nullable(),
    reviews: z.array(
      z.object({
        userId: z.string(),
        state: z.enum(["held", "submitted", "skipped", "expired"]),
        verdict: z.number().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
)

export interface ItemQuery {
  experimentId: string
  queueId: string
  state: "all" | "disagreed" | "skipped"
  /** Only items that nobody will be asked about any more. */
  finishedOnly: boolean
  after: number
  limit: number
}

export async function listItemRows(pool: Pool, query: ItemQuery) {
  const state = { all: "true", disagreed: DISAGREED, skipped: SKIPPED }[query.state]
  const { rows } = await pool.query(
    `SELECT i.pos, i."episodeId", t.key AS "taskKey", t.title, t.data, i.gold, i.decided,
            coalesce((SELECT jsonb_agg(jsonb_build_object('userId', r."userId", 'state', r.state, 'verdict', r.verdict,
                                                          'reason', r.reason) ORDER BY r."heldAt", r."userId")
                        FROM "Review" r
                       WHERE r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos),
                     '[]') AS reviews
       FROM "QueueItem" i
       JOIN "Episode" e ON e."experimentId" = i."experimentId" AND e.id = i."episodeId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.pos > $3 AND (${state})
        ${query.finishedOnly ? `AND ${FINISHED}` : ""}
      ORDER BY i.pos LIMIT $4`,
    [query.experimentId, query.queueId, query.after, query.limit],
  )
  return itemRows.parse(rows)
}

export async function countDisagreed(
  pool: Pool,
  experimentId: string,
  queueId: string,
  finishedOnly: boolean,
) {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS n FROM "QueueItem" i
      WHERE i."experimentId" = $1 AND i."queueId" = $2 AND ${DISAGREED} ${finishedOnly ? `AND ${FINISHED}` : ""}`,
    [experimentId, queueId],
  )
  return z.object({ n: z.number() }).parse(rows[0]).n
}

/** Writes what an adjudicator decided. */
export async function writeDecision(
  client: ClientBase,
  key: { experimentId: string; queueId: string; pos: number },
  decided: number | null,
): Promise<void> {
  await client.query(
    `UPDATE "QueueItem" SET decided = $4 WHERE "experimentId" = $1 AND "queueId" = $2 AND pos = $3`,
    [key.experimentId, key.queueId, key.pos, decided],
  )
}

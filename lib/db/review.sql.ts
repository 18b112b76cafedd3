import type { ClientBase, Pool } from "pg"
import { z } from "zod"

export interface Reviewer {
  experimentId: string
  queueId: string
  userId: string
}

interface HoldTimes {
  now: Date
  until: Date
}

/** One person's requests on one queue follow each other: two tabs never hold different items. */
export async function lockReviewer(client: ClientBase, { queueId, userId }: Reviewer): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`review/${queueId}/${userId}`])
}

/** Gives items back whose holders, other people, have not answered in time. */
export async function releaseExpired(client: ClientBase, reviewer: Reviewer, now: Date): Promise<void> {
  await client.query(
    `WITH late AS (
       SELECT pos, "userId" FROM "Review"
        WHERE "experimentId" = $1 AND "queueId" = $2 AND state = 'held' AND "expiresAt" < $4 AND "userId" <> $3
          FOR UPDATE SKIP LOCKED),
     gone AS (
       UPDATE "Review" r SET state = 'expired' FROM late
        WHERE r."experimentId" = $1 AND r."queueId" = $2 AND r.pos = late.pos AND r."userId" = late."userId"
       RETURNING r.pos),
     counted AS (SELECT pos, count(*) AS n FROM gone GROUP BY pos)
     UPDATE "QueueItem" i SET wanted = i.wanted + counted.n FROM counted
      WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.pos = counted.pos`,
    [reviewer.experimentId, reviewer.queueId, reviewer.userId, now],
  )
}

/** Holds what the person holds already for longer; answers how many that are. */
export async function renewHeld(client: ClientBase, reviewer: Reviewer, until: Date): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE "Review" SET "expiresAt" = $4
      WHERE "experimentId" = $1 AND "queueId" = $2 AND "userId" = $3 AND state = 'held'`,
    [reviewer.experimentId, reviewer.queueId, reviewer.userId, until],
  )
  return rowCount ?? 0
}

/**
 * Takes the first items that want a review and that the person has neither reviewed nor skipped; answers how many. The count
 * of wanted reviews stands in the locked row, so that a row another claim changed meanwhile is judged by its newest state.
 * With `wait`, rows that other claims have locked are waited for instead of passed over.
 */
export async function takeItems(
  client: ClientBase,
  { experimentId, queueId, userId }: Reviewer,
  { now, until }: HoldTimes,
  options: { count: number; wait: boolean },
): Promise<number> {
  const { rowCount } = await client.query(
    `WITH free AS (
       SELECT i.pos FROM "QueueItem" i
        WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.wanted > 0 AND NOT EXISTS (
              SELECT 1 FROM "Review" r
               WHERE r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos
                 AND r."userId" = $3 AND r.state <> 'expired')
        ORDER BY i.pos LIMIT $6 FOR UPDATE OF i ${options.wait ? "" : "SKIP LOCKED"}),
     taken AS (
       UPDATE "QueueItem" i SET wanted = i.wanted - 1 FROM free
        WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.pos = free.pos RETURNING i.pos)
     INSERT INTO "Review" ("experimentId", "queueId", pos, "userId", state, "heldAt", "expiresAt")
     SELECT $1, $2, pos, $3, 'held', $4, $5 FROM taken
     ON CONFLICT ("experimentId", "queueId", pos, "userId")
       DO UPDATE SET state = 'held', "heldAt" = excluded."heldAt", "expiresAt" = excluded."expiresAt"`,
    [experimentId, queueId, userId, now, until, options.count],
  )
  return rowCount ?? 0
}

const REVIEW_STATES = ["held", "submitted", "skipped", "expired"] as const

const targetRows = z.array(
  z.object({
    episodeId: z.string(),
    gold: z.number().nullable(),
    state: z.enum(REVIEW_STATES).nullable(),
    verdict: z.number().nullable(),
    heldAt: z.date().nullable(),
  }),
)

export type ReviewTarget = z.output<typeof targetRows>[number]

/** An item and where the person stands with it; null when there is no such item. */
export async function readReviewTarget(
  client: ClientBase,
  { experimentId, queueId, userId }: Reviewer,
  pos: number,
): Promise<ReviewTarget | null> {
  const { rows } = await client.query(
    `SELECT i."episodeId", i.gold, r.state, r.verdict, r."heldAt"
       FROM "QueueItem" i
       LEFT JOIN "Review" r ON r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos
                           AND r."userId" = $3
      WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.pos = $4`,
    [experimentId, queueId, userId, pos],
  )
  return targetRows.parse(rows)[0] ?? null
}

/** Moves a review on; answers false when another request was faster. */
export async function writeReview(
  client: ClientBase,
  { experimentId, queueId, userId }: Reviewer,
  pos: number,
  from: ReviewTarget["state"],
  to: {
    state: (typeof REVIEW_STATES)[number]
    verdict: number | null
    reason: string | null
    endedAt: Date | null
    expiresAt: Date
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE "Review" SET state = $6, verdict = $7, reason = $8, "endedAt" = $9, "expiresAt" = $10
      WHERE "experimentId" = $1 AND "queueId" = $2 AND "userId" = $3 AND pos = $4 AND state = $5`,
    [experimentId, queueId, userId, pos, from, to.state, to.verdict, to.reason, to.endedAt, to.expiresAt],
  )
  return rowCount === 1
}

/** Changes by one how many reviews an item wants; answers false when it wants none to take. */
export async function changeWanted(
  client: ClientBase,
  { experimentId, queueId }: Reviewer,
  pos: number,
  by: 1 | -1,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE "QueueItem" SET wanted = wanted + $4
      WHERE "experimentId" = $1 AND "queueId" = $2 AND pos = $3 AND wanted + $4 >= 0`,
    [experimentId, queueId, pos, by],
  )
  return rowCount === 1
}

const heldRows = z.array(
  z.object({
    pos: z.number(),
    episodeId: z.string(),
    taskKey: z.string(),
    title: z.string().nullable(),
    data: z.unknown(),
    stepCount: z.number(),
    expiresAt: z.date().transform((date) => date.toISOString()),
    runName: z.string(),
    modelName: z.string(),
    score: z.number().nullable(),
    success: z.boolean().nullable(),
  }),
)

/** What the person holds, oldest first. Each row is looked up by its keys, whatever the planner thinks of a new table. */
export async function listHeldRows(client: ClientBase, { experimentId, queueId, userId }: Reviewer) {
  const { rows } = await client.query(
    `SELECT r.pos, f.*, r."expiresAt"
       FROM (SELECT r.pos, r."heldAt", r."expiresAt",
                    (SELECT i."episodeId" FROM "QueueItem" i
                      WHERE i."experimentId" = $1 AND i."queueId" = $2 AND i.pos = r.pos) AS "episodeId"
               FROM "Review" r
              WHERE r."experimentId" = $1 AND r."queueId" = $2 AND r."userId" = $3 AND r.state = 'held' OFFSET 0) r
       CROSS JOIN LATERAL (
         SELECT r."episodeId", e."stepCount", e.score, e.success, t.*, u.*
           FROM (SELECT * FROM "Episode" WHERE "experimentId" = $1 AND id = r."episodeId" LIMIT 1) e
           CROSS JOIN LATERAL (SELECT key AS "taskKey", title, data FROM "Task"
                                WHERE "experimentId" = $1 AND no = e."taskNo" LIMIT 1) t
           CROSS JOIN LATERAL (SELECT u.name AS "runName", m.name AS "modelName"
                                 FROM "Run" u JOIN "Model" m ON m.id = u."modelId"
                                WHERE u."experimentId" = $1 AND u.id = e."runId" LIMIT 1) u) f
      ORDER BY r."heldAt", r.pos`,
    [experimentId, queueId, userId],
  )
  return heldRows.parse(rows)
}

/**
 * Over `"Episode" e`: an open blind queue hides it from a person who holds it or skipped it (a skip can be taken back), and
 * from those who manage no queues also while they may still be asked about it.
 */
export function hiddenEpisode(user: string, managesQueues: boolean): string {
  const asked = `i.wanted > 0 AND (q."assigneeIds" = '{}' OR ${user}::uuid = ANY(q."assigneeIds")) AND r.state IS NULL`
  return `EXISTS (
    SELECT 1 FROM "QueueItem" i
      JOIN "Queue" q ON q."experimentId" = i."experimentId" AND q.id = i."queueId" AND q.blind AND q."closedAt" IS NULL
      LEFT JOIN "Review" r ON r."experimentId" = i."experimentId" AND r."queueId" = i."queueId" AND r.pos = i.pos
                          AND r."userId" = ${user}::uuid AND r.state <> 'expired'
     WHERE i."experimentId" = e."experimentId" AND i."episodeId" = e.id
       AND (r.state IN ('held', 'skipped') ${managesQueues ? "" : `OR (${asked})`}))`
}

interface QueueReader {
  userId: string
  managesQueues: boolean
}

const idRows = z.array(z.object({ id: z.string() }))

/** Which of some episodes a blind queue hides from a person. */
export async function listHiddenEpisodes(
  pool: Pool,
  experimentId: string,
  episodeIds: readonly string[],
  person: QueueReader,
): Promise<Set<string>> {
  const { rows } = await pool.query({
    name: person.managesQueues ? "hidden.manager" : "hidden.other",
    text: `SELECT e.id FROM "Episode" e
            WHERE e."experimentId" = $1 AND e.id = ANY($2::uuid[]) AND ${hiddenEpisode("$3", person.managesQueues)}`,
    values: [experimentId, episodeIds, person.userId],
  })
  return new Set(idRows.parse(rows).map(({ id }) => id))
}

/** All episodes of an experiment that blind queues hide from a person. */
export async function listAllHiddenEpisodes(
  pool: Pool,
  experimentId: string,
  person: QueueReader,
): Promise<Set<string>> {
  const { rows } = await pool.query(
    `SELECT e.id FROM "Episode" e
      WHERE e."experimentId" = $1 AND ${hiddenEpisode("$2", person.managesQueues)}
        AND e.id IN (SELECT "episodeId" FROM "QueueItem" WHERE "experimentId" = $1)`,
    [experimentId, person.userId],
  )
  return new Set(idRows.parse(rows).map(({ id }) => id))
}

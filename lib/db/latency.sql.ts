import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { MESSAGE_ROLES } from "@/lib/domain/message"

const ASSISTANT = MESSAGE_ROLES.indexOf("assistant")

/** Whole milliseconds by bucket of `lib/domain/stats/log-histogram`; null is the bucket of zero. */
const BUCKET = (ms: string) => `CASE WHEN ${ms} > 0 THEN floor(ln(${ms}) / ln(1.02))::int END`

const stepCountRow = z.object({ group: z.number(), bucket: z.number().nullable(), count: z.number() })

/** Latencies of a run's episodes by number of steps: group 0 below the first edge, group n from the last one on. */
export async function countLatenciesBySteps(
  db: Database,
  { experimentId, runId }: { experimentId: string; runId: string },
  edges: readonly number[],
) {
  const { rows } = await db.pool.query(
    `SELECT width_bucket("stepCount", $3::int[]) AS "group", ${BUCKET('"latencyMs"')} AS bucket, count(*)::int AS count
       FROM "Episode"
      WHERE "experimentId" = $1 AND "runId" = $2 AND "latencyMs" IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [experimentId, runId, edges],
  )
  return z.array(stepCountRow).parse(rows)
}

const callRow = z.object({
  what: z.enum(["call", "firstToken"]),
  bucket: z.number().nullable(),
  count: z.number(),
})

/** Latencies of the model's calls in some episodes, and how long their first tokens took. */
export async function countCallLatencies(db: Database, experimentId: string, episodeIds: readonly string[]) {
  const { rows } = await db.pool.query(
    `SELECT t.what, ${BUCKET("t.ms")} AS bucket, count(*)::int AS count
       FROM "Step" s
      CROSS JOIN LATERAL (VALUES ('call', s."latencyMs"), ('firstToken', s."firstTokenMs")) AS t(what, ms)
      WHERE s."experimentId" = $1 AND s."episodeId" = ANY($2::uuid[]) AND s.role = $3 AND t.ms IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [experimentId, episodeIds, ASSISTANT],
  )
  return z.array(callRow).parse(rows)
}

/** The run's episodes after one of them, by id. */
export async function listEpisodeIds(
  db: Database,
  { experimentId, runId }: { experimentId: string; runId: string },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.pool.query(
    `SELECT id FROM "Episode"
      WHERE "experimentId" = $1 AND "runId" = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [experimentId, runId, after, limit],
  )
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

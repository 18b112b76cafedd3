import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { COST_KINDS } from "@/lib/domain/episode"

const rowSchema = z.object({
  runId: z.string(),
  taskNo: z.number(),
  key: z.string(),
  title: z.string().nullable(),
  trials: z.number(),
  judged: z.number(),
  successes: z.number(),
  scoreCount: z.number(),
  scoreSum: z.number(),
  costCount: z.number(),
  costMicroSum: z.number(),
  costKinds: z.array(z.enum(COST_KINDS)),
  latenciesMs: z.array(z.number()),
})

/** What one run did on one task, summed over its trials. */
export type TaskOutcome = z.infer<typeof rowSchema>

export interface TaskOutcomeQuery {
  experimentId: string
  runIds: string[]
  /** Tasks of these splits only; tasks without a split never match. */
  splits?: string[]
}

/** One row per (run, task), ordered by run and task number. */
export async function listTaskOutcomes(db: Database, query: TaskOutcomeQuery): Promise<TaskOutcome[]> {
  const { rows } = await db.pool.query(
    `SELECT e."runId", e."taskNo", t.key, t.title,
            count(*)::int AS trials,
            count(e.success)::int AS judged,
            count(*) FILTER (WHERE e.success)::int AS successes,
            count(e.score)::int AS "scoreCount",
            coalesce(sum(e.score), 0)::float8 AS "scoreSum",
            count(e."costMicro")::int AS "costCount",
            coalesce(sum(e."costMicro"), 0)::float8 AS "costMicroSum",
            coalesce(array_agg(e."costKind") FILTER (WHERE e."costKind" IS NOT NULL), '{}') AS "costKinds",
            coalesce(array_agg(e."latencyMs") FILTER (WHERE e."latencyMs" IS NOT NULL), '{}') AS "latenciesMs"
       FROM "Episode" e
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE e."experimentId" = $1 AND e."runId" = ANY($2::uuid[])
        AND ($3::text[] IS NULL OR t.split = ANY($3))
      GROUP BY e."runId", e."taskNo", t.key, t.title
      ORDER BY e."runId", e."taskNo"`,
    [query.experimentId, query.runIds, query.splits ?? null],
  )
  return rows.map((row) => rowSchema.parse(row))
}

import { z } from "zod"
import type { Database } from "@/lib/db/client"

const attemptRow = z.object({
  runId: z.string(),
  taskNo: z.number(),
  success: z.boolean().nullable(),
  costMicro: z.number().nullable(),
  steps: z.number(),
  faults: z.number(),
  group: z.number().nullable(),
})

export type AttemptSignal = z.infer<typeof attemptRow>

/** What a router could look at in every attempt of two runs at the tasks both tried, by task. */
export async function listAttemptSignals(
  db: Database,
  query: {
    experimentId: string
    runIds: readonly [string, string]
    split?: string[] | undefined
    group?: string[] | undefined
  },
): Promise<AttemptSignal[]> {
  const { rows } = await db.pool.query(
    `SELECT "runId", "taskNo", success, "costMicro"::float8 AS "costMicro", "stepCount" AS steps,
            "errorCount" + CASE WHEN "stopReason" IN ('completed', 'unknown') THEN 0 ELSE 1 END AS faults,
            "nearTaskGroup" AS "group"
       FROM "Episode" e
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE e."experimentId" = $1 AND e."runId" = ANY($2::uuid[])
        AND ($3::text[] IS NULL OR t.split = ANY($3)) AND ($4::text[] IS NULL OR t."group" = ANY($4))
        AND EXISTS (SELECT 1 FROM "Episode" o
                     WHERE o."experimentId" = $1 AND o."taskNo" = e."taskNo"
                       AND o."runId" = ANY($2::uuid[]) AND o."runId" <> e."runId")
      ORDER BY "taskNo", "runId", trial, id`,
    [query.experimentId, query.runIds, query.split ?? null, query.group ?? null],
  )
  return z.array(attemptRow).parse(rows)
}

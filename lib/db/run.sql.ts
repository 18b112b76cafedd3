import { z } from "zod"
import type { Database } from "@/lib/db/client"

const taskRow = z.object({
  runId: z.string(),
  taskNo: z.number(),
  trials: z.number(),
  judged: z.number(),
  successes: z.number(),
  scoreCount: z.number(),
  scoreSum: z.number(),
  costCount: z.number(),
  costMicroSum: z.number(),
})

/** One task in one run: attempts, how many were judged and succeeded, and the sums of what is known. */
export type RunTask = z.output<typeof taskRow>

/** Every task of some runs, ordered by run and task number. */
export async function readRunTasks(db: Database, experimentId: string, runIds: string[]): Promise<RunTask[]> {
  const { rows } = await db.pool.query(
    `SELECT "runId", "taskNo", count(*)::int AS trials, count(success)::int AS judged,
            count(*) FILTER (WHERE success)::int AS successes,
            count(score)::int AS "scoreCount", coalesce(sum(score), 0) AS "scoreSum",
            count("costMicro")::int AS "costCount", coalesce(sum("costMicro"), 0)::float8 AS "costMicroSum"
       FROM "Episode" WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[])
      GROUP BY "runId", "taskNo" ORDER BY "runId", "taskNo"`,
    [experimentId, runIds],
  )
  return z.array(taskRow).parse(rows)
}

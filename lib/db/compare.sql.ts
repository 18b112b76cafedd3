import { z } from "zod"
import type { Database } from "@/lib/db/client"
import type { RunOutcome } from "@/lib/db/run-outcome.sql"

const count = z.number().int()

const taskRow = z.object({
  no: count,
  key: z.string(),
  title: z.string().nullable(),
  split: z.string().nullable(),
  group: z.string().nullable(),
})

export type ComparedTaskRow = z.infer<typeof taskRow>

/** What one run did on one task, with what the task is. */
export type TaskOutcome = RunOutcome & Omit<ComparedTaskRow, "no">

/** The tasks of some numbers in order of their keys (as JavaScript compares them), those of the named splits and groups only where any is named. */
export async function readComparedTasks(
  db: Database,
  experimentId: string,
  { numbers, splits, groups }: { numbers: readonly number[]; splits?: string[]; groups?: string[] },
): Promise<ComparedTaskRow[]> {
  const { rows } = await db.pool.query(
    `SELECT no, key, title, split, "group"
       FROM "Task"
      WHERE "experimentId" = $1 AND no = ANY($2::int[])
        AND ($3::text[] IS NULL OR split = ANY($3))
        AND ($4::text[] IS NULL OR "group" = ANY($4))
      ORDER BY key COLLATE "C"`,
    [experimentId, numbers, splits ?? null, groups ?? null],
  )
  return z.array(taskRow).parse(rows)
}

/** The tags of some runs' episodes by task; tasks without any are left out. */
export async function readEpisodeTags(db: Database, experimentId: string, runIds: readonly string[]) {
  const { rows } = await db.pool.query(
    `SELECT "taskNo", array_agg(DISTINCT tag ORDER BY tag) AS tags
       FROM "Episode", unnest(tags) AS tag
      WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[])
      GROUP BY "taskNo"
      ORDER BY "taskNo"`,
    [experimentId, runIds],
  )
  return z.array(z.object({ taskNo: count, tags: z.array(z.string()) })).parse(rows)
}

import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { Conditions } from "@/lib/db/conditions"
import { hiddenEpisode } from "@/lib/db/review.sql"

const taskRow = z.object({
  no: z.number(),
  key: z.string(),
  title: z.string().nullable(),
  split: z.string().nullable(),
  group: z.string().nullable(),
  episodeCount: z.number(),
  successCount: z.number(),
  judgedCount: z.number(),
  meanScore: z.number().nullable(),
})

export interface TaskListQuery {
  experimentId: string
  runId?: string[]
  split?: string[]
  group?: string
  /** Part of the key or title. */
  key?: string
  /** A person who judges some episodes blind, which then count nowhere. */
  blindReader?: { userId: string; managesQueues: boolean } | null
}

function taskConditions(query: TaskListQuery): Conditions {
  const where = new Conditions().add(`t."experimentId" = ?`, query.experimentId)
  where.addIf(query.split, "t.split = ANY(?::text[])")
  where.addIf(query.group, `t."group" = ?`)
  if (query.key) {
    const pattern = `%${query.key.replace(/[\\%_]/g, "\\$&")}%`
    where.add("t.key ILIKE ? OR t.title ILIKE ?", pattern, pattern)
  }
  return where
}

/** Tasks after a number, with the outcomes of the chosen runs (of all, when none is named). */
export async function listTaskRows(db: Database, query: TaskListQuery, after: number, limit: number) {
  const where = taskConditions(query).add("t.no > ?", after)
  const runs = query.runId?.length ? `AND e."runId" = ANY(${where.bind(query.runId)}::uuid[])` : ""
  const reader = query.blindReader
  const shown = reader ? `AND NOT ${hiddenEpisode(where.bind(reader.userId), reader.managesQueues)}` : ""
  const { rows } = await db.pool.query(
    `SELECT t.no, t.key, t.title, t.split, t."group", o.*
       FROM "Task" t CROSS JOIN LATERAL (
         SELECT count(*)::int AS "episodeCount", count(*) FILTER (WHERE e.success)::int AS "successCount",
                count(e.success)::int AS "judgedCount", avg(e.score) AS "meanScore"
           FROM "Episode" e WHERE e."experimentId" = t."experimentId" AND e."taskNo" = t.no ${runs} ${shown}) o
      WHERE ${where} ORDER BY t.no LIMIT ${where.bind(limit)}`,
    where.values,
  )
  return z.array(taskRow).parse(rows)
}

export async function countTasks(db: Database, query: TaskListQuery): Promise<number> {
  const where = taskConditions(query)
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS count FROM "Task" t WHERE ${where}`,
    where.values,
  )
  return z.object({ count: z.number() }).parse(rows[0]).count
}

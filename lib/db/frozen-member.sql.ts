import type { Pool } from "pg"
import { z } from "zod"
import { SPLITS } from "@/lib/domain/episode"

interface DatasetKey {
  experimentId: string
  datasetId: string
}

const frozenRow = z.object({
  position: z.number(),
  episodeId: z.string(),
  split: z.enum(SPLITS),
  weight: z.number(),
  edits: z.string().nullable(),
  contentHash: z.string().nullable(),
  /** Of the episode as it is now; null when it is gone. */
  currentHash: z.string().nullable(),
})

/** Members as they were frozen, from position `from` on, also those whose episode is gone. */
export async function readFrozenMembers(
  pool: Pool,
  { experimentId, datasetId }: DatasetKey,
  page: { from: number; limit: number },
): Promise<z.infer<typeof frozenRow>[]> {
  const { rows } = await pool.query(
    `SELECT m.pos AS position, m."episodeId", m.split, m.weight, m.edits, m."contentHash"::text AS "contentHash",
            e."contentHash"::text AS "currentHash"
       FROM "DatasetMember" m
       LEFT JOIN "DatasetEpisode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
      WHERE m."experimentId" = $1 AND m."datasetId" = $2 AND m.pos >= $3 ORDER BY m.pos LIMIT $4`,
    [experimentId, datasetId, page.from, page.limit],
  )
  return rows.map((row) => frozenRow.parse(row))
}

const differenceRow = z.object({
  episodeId: z.string(),
  taskKey: z.string(),
  taskTitle: z.string().nullable(),
  runName: z.string(),
  fromSplit: z.enum(SPLITS).nullable(),
  toSplit: z.enum(SPLITS).nullable(),
  /** The reason in the dataset that does not have it; null when that one knows nothing of it. */
  rule: z.number().nullable(),
})

export type DifferenceRow = z.infer<typeof differenceRow>

/** Every episode that is in one of two datasets only, or on another side of the other; in ascending order. */
export async function readDifferences(
  pool: Pool,
  experimentId: string,
  { from, to }: { from: string; to: string },
): Promise<DifferenceRow[]> {
  const { rows } = await pool.query(
    `WITH a AS (SELECT "episodeId", split FROM "DatasetMember" WHERE "experimentId" = $1 AND "datasetId" = $2),
          b AS (SELECT "episodeId", split FROM "DatasetMember" WHERE "experimentId" = $1 AND "datasetId" = $3)
     SELECT d."episodeId", coalesce(t.key, 'a deleted task') AS "taskKey", t.title AS "taskTitle",
            coalesce(e."runName", 'a deleted run') AS "runName", d."fromSplit", d."toSplit", x.rule
       FROM (SELECT coalesce(a."episodeId", b."episodeId") AS "episodeId", a.split AS "fromSplit", b.split AS "toSplit"
               FROM a FULL JOIN b ON a."episodeId" = b."episodeId"
              WHERE a.split IS DISTINCT FROM b.split) d
       LEFT JOIN "DatasetEpisode" e ON e."experimentId" = $1 AND e.id = d."episodeId"
       LEFT JOIN "Task" t ON t."experimentId" = $1 AND t.no = e."taskNo"
       LEFT JOIN "DatasetExclusion" x ON x."experimentId" = $1 AND x."episodeId" = d."episodeId"
             AND x."datasetId" = CASE WHEN d."fromSplit" IS NULL THEN $2::uuid ELSE $3::uuid END
      ORDER BY d."episodeId"`,
    [experimentId, from, to],
  )
  return rows.map((row) => differenceRow.parse(row))
}

const taskCountRow = z.object({ taskKey: z.string(), before: z.number(), after: z.number() })

/** Episodes of each task in both datasets. */
export async function readTaskCounts(
  pool: Pool,
  experimentId: string,
  { from, to }: { from: string; to: string },
): Promise<Map<string, { before: number; after: number }>> {
  const { rows } = await pool.query(
    `SELECT coalesce(t.key, 'a deleted task') AS "taskKey",
            count(*) FILTER (WHERE m."datasetId" = $2)::int AS before,
            count(*) FILTER (WHERE m."datasetId" = $3)::int AS after
       FROM "DatasetMember" m
       LEFT JOIN "DatasetEpisode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
       LEFT JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE m."experimentId" = $1 AND m."datasetId" IN ($2, $3) GROUP BY 1`,
    [experimentId, from, to],
  )
  return new Map(
    rows.map((row) => {
      const { taskKey, ...counts } = taskCountRow.parse(row)
      return [taskKey, counts]
    }),
  )
}

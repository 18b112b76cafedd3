import { z } from "zod"
import type { Database } from "@/lib/db/client"

const memberRow = z.object({
  id: z.string(),
  taskNo: z.number(),
  key: z.string(),
  title: z.string().nullable(),
  group: z.string().nullable(),
  stepCount: z.number(),
})

export type TrainingMember = z.infer<typeof memberRow>

/** Episodes that a dataset trains on, in its order, from a position on. */
export async function readTrainingMembers(
  db: Database,
  { experimentId, datasetId }: { experimentId: string; datasetId: string },
  { from, limit }: { from: number; limit: number },
): Promise<TrainingMember[]> {
  const { rows } = await db.pool.query(
    `SELECT e.id, e."taskNo", t.key, t.title, t."group", e."stepCount"
       FROM "DatasetMember" m
       JOIN "Episode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE m."experimentId" = $1 AND m."datasetId" = $2 AND m.split = 'train'
      ORDER BY m.pos OFFSET $3 LIMIT $4`,
    [experimentId, datasetId, from, limit],
  )
  return rows.map((row) => memberRow.parse(row))
}

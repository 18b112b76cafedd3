import type { Pool } from "pg"
import { z } from "zod"

const rowSchema = z.object({
  episodeId: z.string(),
  taskGroup: z.string().nullable(),
  score: z.number().nullable(),
})

export type ReferenceRow = z.infer<typeof rowSchema>

/** Every episode of some runs, in order of id: the sample of the policy behind a dataset. */
export async function readReferenceRows(
  pool: Pool,
  experimentId: string,
  runIds: readonly string[],
): Promise<ReferenceRow[]> {
  const { rows } = await pool.query(
    `SELECT e.id AS "episodeId", t."group" AS "taskGroup", e.score
       FROM "Episode" e JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      WHERE e."experimentId" = $1 AND e."runId" = ANY($2::uuid[]) ORDER BY e.id`,
    [experimentId, runIds],
  )
  return rows.map((row) => rowSchema.parse(row))
}

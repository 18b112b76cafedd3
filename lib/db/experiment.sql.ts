import { z } from "zod"
import type { Database } from "@/lib/db/client"

const countRow = z.object({
  id: z.string(),
  runs: z.number(),
  tasks: z.number(),
  episodes: z.number(),
  labelled: z.number(),
  datasets: z.number(),
})

export type ExperimentCounts = Omit<z.output<typeof countRow>, "id">

/** What lies below some experiments: episodes from the roll-ups, labelled ones from the partial index. */
export async function countBelowExperiments(
  db: Database,
  experimentIds: string[],
): Promise<Map<string, ExperimentCounts>> {
  const { rows } = await db.pool.query(
    `SELECT x.id,
            (SELECT count(*) FROM "Run" r WHERE r."experimentId" = x.id)::int AS runs,
            (SELECT count(*) FROM "Task" t WHERE t."experimentId" = x.id)::int AS tasks,
            (SELECT coalesce(sum(r."episodeCount"), 0) FROM "Run" r WHERE r."experimentId" = x.id)::int AS episodes,
            (SELECT count(*) FROM "Episode" e WHERE e."experimentId" = x.id AND e.label IS NOT NULL)::int AS labelled,
            (SELECT count(*) FROM "Dataset" d WHERE d."experimentId" = x.id)::int AS datasets
       FROM unnest($1::uuid[]) AS x(id)`,
    [experimentIds],
  )
  return new Map(rows.map((row) => countRow.parse(row)).map(({ id, ...counts }) => [id, counts]))
}

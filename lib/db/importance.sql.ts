import type { ClientBase, Pool } from "pg"
import { z } from "zod"

/** [episode id, mean log-ratio in nats, calls] */
export const ratiosSchema = z.array(z.tuple([z.string(), z.number(), z.number()]))

const ratioRow = z.object({ ratios: ratiosSchema })

/** Mean log-ratio by episode, of those that could be scored; null while they are not measured. */
export async function readLogRatios(
  client: ClientBase | Pool,
  experimentId: string,
  fitId: string,
): Promise<Map<string, number> | null> {
  const { rows } = await client.query(
    `SELECT ratios FROM "ImportanceFit" WHERE "experimentId" = $1 AND id = $2 AND status = 'done'`,
    [experimentId, fitId],
  )
  if (rows.length === 0) return null
  return new Map(ratioRow.parse(rows[0]).ratios.map(([episodeId, mean]) => [episodeId, mean]))
}

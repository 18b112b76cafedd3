import type { ClientBase, Pool } from "pg"
import { z } from "zod"

const idRows = z.array(z.object({ id: z.string() }))

/** Episodes of some runs with a label on a step that masks or corrects it, taken back or not. */
export async function listEditedEpisodes(
  client: ClientBase | Pool,
  experimentId: string,
  runIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query(
    `SELECT DISTINCT l."episodeId" AS id FROM "Label" l
       JOIN "Episode" e ON e."experimentId" = l."experimentId" AND e.id = l."episodeId"
      WHERE l."experimentId" = $1 AND l."stepIdx" IS NOT NULL AND l.key IN ('mask', 'correction')
        AND e."runId" = ANY($2::uuid[])`,
    [experimentId, runIds],
  )
  return new Set(idRows.parse(rows).map(({ id }) => id))
}

const stepRows = z.array(z.object({ episodeId: z.string(), text: z.string(), isError: z.boolean() }))

/** The messages of some episodes in order, with those that are marked as errors. */
export async function readMarkedMessages(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<Map<string, { text: string; isError: boolean }[]>> {
  const { rows } = await client.query(
    `SELECT s."episodeId", coalesce(s.message, p.text) AS text, s."isError"
       FROM "Step" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
      WHERE s."experimentId" = $1 AND s."episodeId" = ANY($2::uuid[]) ORDER BY s."episodeId", s.idx`,
    [experimentId, episodeIds],
  )
  return Map.groupBy(stepRows.parse(rows), ({ episodeId }) => episodeId)
}

import type { ClientBase, Pool } from "pg"
import { z } from "zod"

/** More episodes of one held-out task say little more about how it opens. */
const EPISODES_PER_TASK = 3

/**
 * Tasks that an evaluation is for: those of the experiment's own validation and test splits, and those that any evaluation
 * of such a split has played.
 */
const HELD_OUT = `
  SELECT t.no FROM "Task" t
   WHERE t."experimentId" = $1
     AND (t.split IN ('validation', 'test')
          OR EXISTS (SELECT 1 FROM "Evaluation" v
                       JOIN "Episode" e ON e."experimentId" = v."experimentId" AND e."runId" = v."runId"
                      WHERE v."experimentId" = $1 AND v.plan ->> 'split' <> 'train' AND e."taskNo" = t.no))`

const numberRow = z.object({ no: z.number() })

/** The numbers of the tasks that may never be trained on. */
export async function readHeldOutTasks(
  client: ClientBase | Pool,
  experimentId: string,
): Promise<Set<number>> {
  const { rows } = await client.query(HELD_OUT, [experimentId])
  return new Set(rows.map((row) => numberRow.parse(row).no))
}

const openingRow = z.object({
  /** Null for a task that nobody has played. */
  episodeId: z.string().nullable(),
  task: z.string(),
  group: z.string(),
  seed: z.string().nullable(),
  message: z.string().nullable(),
})

/** How an episode begins: its task, the seed of its environment, and its first user message as JSON. */
export type EpisodeOpening = z.infer<typeof openingRow>

/**
 * The seed of an environment is what its task was drawn with; else the episode's own, except where an evaluation of ours
 * gave every attempt one.
 */
const OPENING = `
  SELECT e.id AS "episodeId", t.key AS task, coalesce(t."group", '') AS "group",
         coalesce(t.data ->> 'seed',
                  CASE WHEN EXISTS (SELECT 1 FROM "Evaluation" v
                                     WHERE v."experimentId" = e."experimentId" AND v."runId" = e."runId")
                       THEN NULL ELSE e.seed::text END) AS seed,
         first.message
    FROM "Episode" e
    JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
    LEFT JOIN LATERAL (
         SELECT coalesce(s.message, p.text) AS message
           FROM "Step" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
          WHERE s."experimentId" = e."experimentId" AND s."episodeId" = e.id AND s.role = 1
          ORDER BY s.idx LIMIT 1) first ON true
   WHERE e."experimentId" = $1`

/** By episode, ascending. */
export async function readOpenings(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<EpisodeOpening[]> {
  const { rows } = await client.query(`${OPENING} AND e.id = ANY($2::uuid[]) ORDER BY e.id`, [
    experimentId,
    episodeIds,
  ])
  return rows.map((row) => openingRow.parse(row))
}

async function listFirstEpisodes(
  client: ClientBase | Pool,
  experimentId: string,
  taskNos: readonly number[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT ranked.id FROM (
       SELECT id, row_number() OVER (PARTITION BY "taskNo" ORDER BY id) AS place FROM "Episode"
        WHERE "experimentId" = $1 AND "taskNo" = ANY($2::int[])) ranked
      WHERE ranked.place <= ${EPISODES_PER_TASK}`,
    [experimentId, taskNos],
  )
  return rows.map(({ id }) => id)
}

/**
 * Of the first few episodes of every held-out task, in any run. In steps: as one statement, a store without statistics ranked
 * all episodes again for each of them, which took minutes.
 */
export async function readHeldOutOpenings(
  client: ClientBase | Pool,
  experimentId: string,
): Promise<EpisodeOpening[]> {
  const tasks = await readHeldOutTasks(client, experimentId)
  return readOpenings(client, experimentId, await listFirstEpisodes(client, experimentId, [...tasks]))
}

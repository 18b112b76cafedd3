import type { Pool } from "pg"
import { z } from "zod"
import type { EpisodeFilter } from "@/lib/contracts/episode-filter"
import type { Database } from "@/lib/db/client"
import type { Conditions } from "@/lib/db/conditions"
import { EPISODE_SELECT, type EpisodeRow, parseEpisodeRow } from "@/lib/db/episode-row"

export const COUNT_LIMIT = 10_000

const JOINS = `
  JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
  JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
  JOIN "Model" m ON m.id = r."modelId"`

export async function readEpisode(
  db: Database,
  experimentId: string,
  episodeId: string,
): Promise<EpisodeRow | null> {
  const { rows } = await db.pool.query(
    `${EPISODE_SELECT} FROM "Episode" e ${JOINS} WHERE e."experimentId" = $1 AND e.id = $2`,
    [experimentId, episodeId],
  )
  return rows[0] ? parseEpisodeRow(rows[0]) : null
}

const stepCountRow = z.object({ stepCount: z.number() })

/** How many steps an episode has; null where there is no such episode. */
export async function readStepCount(
  db: Database,
  experimentId: string,
  episodeId: string,
): Promise<number | null> {
  const { rows } = await db.pool.query({
    name: "episode.steps",
    text: `SELECT "stepCount" FROM "Episode" WHERE "experimentId" = $1 AND id = $2`,
    values: [experimentId, episodeId],
  })
  return rows[0] ? stepCountRow.parse(rows[0]).stepCount : null
}

const countRow = z.array(z.object({ count: z.number() })).length(1)

/** Exact up to 10,000, null beyond; exact in any case where that is asked for. */
export async function countEpisodes(db: Database, where: Conditions, exact = false): Promise<number | null> {
  const limit = exact ? "" : `LIMIT ${COUNT_LIMIT + 1}`
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM "Episode" e WHERE ${where} ${limit}) c`,
    where.values,
  )
  const count = countRow.parse(rows)[0]?.count ?? 0
  return !exact && count > COUNT_LIMIT ? null : count
}

const idRows = z.array(z.object({ id: z.string() }))

/** The ids of all episodes that match, in no order. */
export async function listEpisodeIds(pool: Pool, where: Conditions): Promise<string[]> {
  const { rows } = await pool.query(`SELECT e.id FROM "Episode" e WHERE ${where}`, where.values)
  return idRows.parse(rows).map(({ id }) => id)
}

/** Episodes in the order of their ids as given; those that are gone are left out. */
export async function readEpisodesById(
  db: Database,
  experimentId: string,
  ids: readonly string[],
): Promise<EpisodeRow[]> {
  const { rows } = await db.pool.query({
    name: "episodes.byId",
    text: `${EPISODE_SELECT} FROM unnest($2::uuid[]) WITH ORDINALITY AS u(id, place)
             JOIN "Episode" e ON e."experimentId" = $1 AND e.id = u.id ${JOINS} ORDER BY u.place`,
    values: [experimentId, ids],
  })
  return rows.map(parseEpisodeRow)
}

/** The count of whole runs (of all runs without a filter) from their roll-ups. */
export async function countEpisodesOfRuns(
  db: Database,
  experimentId: string,
  runIds?: string[],
): Promise<number> {
  const { rows } = await db.pool.query(
    `SELECT coalesce(sum("episodeCount"), 0)::int AS count FROM "Run"
      WHERE "experimentId" = $1 AND ($2::uuid[] IS NULL OR id = ANY($2))`,
    [experimentId, runIds?.length ? runIds : null],
  )
  return countRow.parse(rows)[0]?.count ?? 0
}

/** All attempts at one task: the first `limit` of every run by trial, with the run's totals on the task. */
export async function readAttempts(db: Database, experimentId: string, taskNo: number, limit: number) {
  const { rows } = await db.pool.query(
    `${EPISODE_SELECT}, e."runTotal"::int AS total, e."runSuccesses"::int AS successes
       FROM (SELECT *, row_number() OVER (PARTITION BY "runId" ORDER BY trial, id) AS position,
                    count(*) OVER (PARTITION BY "runId") AS "runTotal",
                    count(*) FILTER (WHERE success) OVER (PARTITION BY "runId") AS "runSuccesses"
               FROM "Episode" WHERE "experimentId" = $1 AND "taskNo" = $2) e ${JOINS}
      WHERE e.position <= $3
      ORDER BY r.role, r."createdAt", r.id, e.trial, e.id`,
    [experimentId, taskNo, limit],
  )
  const totals = z.object({ total: z.number(), successes: z.number() })
  return rows.map((row) => ({ ...parseEpisodeRow(row), ...totals.parse(row) }))
}

const verdictRows = z.array(z.object({ runId: z.string(), label: z.number(), count: z.number() }))

/** Labelled episodes by run and verdict (-1, 0, 1), from the partial index. */
export async function countLabels(db: Database, experimentId: string) {
  const { rows } = await db.pool.query(
    `SELECT "runId", label, count(*)::int AS count FROM "Episode"
      WHERE "experimentId" = $1 AND label IS NOT NULL GROUP BY "runId", label`,
    [experimentId],
  )
  return verdictRows.parse(rows)
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
}

/** Runs of `filter`, all other fields unset: what the roll-ups can count. */
export function isWholeRuns(filter: Partial<EpisodeFilter>): boolean {
  return Object.entries(filter).every(([key, value]) => key === "runId" || isUnset(value))
}

const keyRows = z.array(z.object({ id: z.string(), externalId: z.string(), runId: z.string() }))

/** Episodes that are stored under any of these ids, or under any of these external ids in the run. */
export async function readEpisodeKeys(
  db: Database,
  target: { experimentId: string; runId: string },
  keys: { ids: string[]; externalIds: string[] },
) {
  const { rows } = await db.pool.query(
    `SELECT id, "externalId", "runId" FROM "Episode"
      WHERE "experimentId" = $1 AND "runId" = $2 AND "externalId" = ANY($3::text[])
      UNION
     SELECT id, "externalId", "runId" FROM "Episode" WHERE "experimentId" = $1 AND id = ANY($4::uuid[])`,
    [target.experimentId, target.runId, keys.externalIds, keys.ids],
  )
  return keyRows.parse(rows)
}

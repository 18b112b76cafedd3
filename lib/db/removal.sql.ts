import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import { Conditions } from "@/lib/db/conditions"
import { ROLLUP_COLUMNS, rollupRow } from "@/lib/db/recompute.sql"
import { subtractFromRunRollup } from "@/lib/db/run-rollup.sql"
import { countToolsOfEpisodes, subtractFromRunTools } from "@/lib/db/run-tool.sql"
import { addToRollup, emptyRollup } from "@/lib/domain/run-rollup"

/** Which episodes go: those of a run, all, or those that a rule does not keep. */
export type Reach =
  | { kind: "run"; runId: string }
  | { kind: "experiment" }
  | { kind: "retention"; before: string; keepLabelled: boolean; keepMembers: boolean }

const IS_HELD = `(
  EXISTS (SELECT 1 FROM "DatasetMember" m WHERE m."experimentId" = e."experimentId" AND m."episodeId" = e.id)
  OR EXISTS (SELECT 1 FROM "DatasetPair" d WHERE d."experimentId" = e."experimentId" AND d."rejectedId" = e.id))`

function reached(experimentId: string, reach: Reach): Conditions {
  const where = new Conditions().add(`e."experimentId" = ?`, experimentId)
  if (reach.kind === "run") where.add(`e."runId" = ?`, reach.runId)
  if (reach.kind !== "retention") return where
  where.add(`e."createdAt" < ?::timestamptz`, reach.before)
  if (reach.keepLabelled) {
    where.add(
      `NOT EXISTS (SELECT 1 FROM "Label" l WHERE l."experimentId" = e."experimentId" AND l."episodeId" = e.id)`,
    )
  }
  if (reach.keepMembers) where.add(`NOT ${IS_HELD}`)
  return where
}

const countRow = z.object({
  episodes: z.number(),
  steps: z.number(),
  kept: z.number(),
  oldest: z.date().nullable(),
})

export async function countReached(pool: Pool, experimentId: string, reach: Reach) {
  const where = reached(experimentId, reach)
  const { rows } = await pool.query(
    `SELECT count(*)::int AS episodes, coalesce(sum(e."stepCount"), 0)::float8 AS steps,
            count(*) FILTER (WHERE ${IS_HELD})::int AS kept, min(e."createdAt") AS oldest
       FROM "Episode" e WHERE ${where}`,
    where.values,
  )
  return countRow.parse(rows[0])
}

const idRows = z.array(z.object({ id: z.string() }))

async function lockReached(client: ClientBase, experimentId: string, reach: Reach, limit: number) {
  const where = reached(experimentId, reach)
  const { rows } = await client.query(
    `SELECT e.id FROM "Episode" e WHERE ${where} ORDER BY e.id LIMIT ${limit} FOR UPDATE OF e`,
    where.values,
  )
  return idRows.parse(rows).map(({ id }) => id)
}

/** Copies what datasets hold of these episodes to where it outlives them; answers how many there were. */
async function keepForDatasets(client: ClientBase, experimentId: string, ids: string[]): Promise<number> {
  const { rows } = await client.query(
    `INSERT INTO "KeptEpisode" ("experimentId", id, "runId", "runName", "taskNo", "externalId", trial, score, success,
            "stopReason", metrics, "stepCount", "contentTokens", "contentHash", label, "toolsPromptId")
     SELECT e."experimentId", e.id, e."runId", r.name, e."taskNo", e."externalId", e.trial, e.score, e.success,
            e."stopReason", e.metrics, e."stepCount", e."contentTokens", e."contentHash", e.label,
            coalesce(e."toolsPromptId", r."toolsPromptId")
       FROM "Episode" e JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
      WHERE e."experimentId" = $1 AND e.id = ANY($2::uuid[]) AND ${IS_HELD}
     ON CONFLICT DO NOTHING RETURNING id`,
    [experimentId, ids],
  )
  const kept = idRows.parse(rows).map(({ id }) => id)
  if (kept.length === 0) return 0
  await client.query(
    `INSERT INTO "KeptStep" ("experimentId", "episodeId", idx, role, tool, message, "promptId", "contentTokens", "isError")
     SELECT "experimentId", "episodeId", idx, role, tool, message, "promptId", "contentTokens", "isError" FROM "Step"
      WHERE "experimentId" = $1 AND "episodeId" = ANY($2::uuid[])`,
    [experimentId, kept],
  )
  return kept.length
}

async function deleteEpisodes(client: ClientBase, experimentId: string, ids: string[]): Promise<void> {
  const tools = await countToolsOfEpisodes(client, experimentId, ids)
  // Steps go by name: their key is not enforced, so nothing cascades to them.
  await client.query(`DELETE FROM "Step" WHERE "experimentId" = $1 AND "episodeId" = ANY($2::uuid[])`, [
    experimentId,
    ids,
  ])
  const { rows } = await client.query(
    `DELETE FROM "Episode" WHERE "experimentId" = $1 AND id = ANY($2::uuid[]) RETURNING ${ROLLUP_COLUMNS}`,
    [experimentId, ids],
  )
  const byRun = Map.groupBy(z.array(rollupRow).parse(rows), ({ runId }) => runId)
  for (const runId of [...byRun.keys()].sort()) {
    const rollup = emptyRollup()
    for (const episode of byRun.get(runId) ?? []) addToRollup(rollup, episode)
    await subtractFromRunRollup(client, experimentId, runId, rollup)
  }
  await subtractFromRunTools(client, experimentId, tools)
}

/**
 * Deletes at most `limit` of the episodes in the caller's transaction: first what datasets hold is kept, then steps and
 * episodes go, then the roll-ups are lowered. `keep` is false where the datasets go too.
 */
export async function removeSome(
  client: ClientBase,
  experimentId: string,
  reach: Reach,
  options: { limit: number; keep: boolean },
): Promise<{ removed: number; kept: number }> {
  // Before all other locks, as ingest takes it: neither waits for the other in a circle.
  await client.query(`UPDATE "Experiment" SET epoch = epoch + 1 WHERE id = $1`, [experimentId])
  const ids = await lockReached(client, experimentId, reach, options.limit)
  if (ids.length === 0) return { removed: 0, kept: 0 }
  const kept = options.keep ? await keepForDatasets(client, experimentId, ids) : 0
  await deleteEpisodes(client, experimentId, ids)
  return { removed: ids.length, kept }
}

/** Deletes a run that is empty; false while episodes are in it. Its lock keeps writers out until the commit. */
export async function deleteEmptyRun(
  client: ClientBase,
  experimentId: string,
  runId: string,
): Promise<boolean> {
  const key = [experimentId, runId]
  await client.query(`SELECT 1 FROM "Run" WHERE "experimentId" = $1 AND id = $2 FOR UPDATE`, key)
  const left = await client.query(
    `SELECT 1 FROM "Episode" WHERE "experimentId" = $1 AND "runId" = $2 LIMIT 1`,
    key,
  )
  if (left.rowCount) return false
  await client.query(`DELETE FROM "Run" WHERE "experimentId" = $1 AND id = $2`, key)
  return true
}

/** The same of an experiment; what is not an episode goes with it. */
export async function deleteEmptyExperiment(client: ClientBase, experimentId: string): Promise<boolean> {
  await client.query(`SELECT 1 FROM "Experiment" WHERE id = $1 FOR UPDATE`, [experimentId])
  await client.query(`SELECT 1 FROM "Run" WHERE "experimentId" = $1 ORDER BY id FOR UPDATE`, [experimentId])
  const left = await client.query(`SELECT 1 FROM "Episode" WHERE "experimentId" = $1 LIMIT 1`, [experimentId])
  if (left.rowCount) return false
  await client.query(`DELETE FROM "Step" WHERE "experimentId" = $1`, [experimentId])
  await client.query(`DELETE FROM "Experiment" WHERE id = $1`, [experimentId])
  return true
}

/** Deletes kept episodes that no dataset holds any more. */
export async function deleteUnheldEpisodes(client: ClientBase | Pool, experimentId: string): Promise<void> {
  await client.query(`DELETE FROM "KeptEpisode" e WHERE e."experimentId" = $1 AND NOT ${IS_HELD}`, [
    experimentId,
  ])
}

const sizeRow = z.object({ bytes: z.string().transform(Number) })

/** What episodes and their steps take on disk, indexes and room for new rows included. */
export async function readStoreBytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `SELECT (pg_total_relation_size('"Step"') + pg_total_relation_size('"Episode"') + pg_total_relation_size('"Label"'))::text AS bytes`,
  )
  return sizeRow.parse(rows[0]).bytes
}

/** Makes the room of deleted rows usable again, and gives what lies at the end of the files back to the disk. */
export async function vacuumStore(pool: Pool): Promise<void> {
  for (const table of ["Step", "Episode", "Label"]) await pool.query(`VACUUM "${table}"`)
}

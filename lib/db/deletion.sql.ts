import type { ClientBase } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { withTransaction } from "@/lib/db/transaction"

const STEPS_OF_RUN = `
  DELETE FROM "Step" s USING "Episode" e
   WHERE s."experimentId" = $1 AND e."experimentId" = $1 AND e.id = s."episodeId" AND e."runId" = $2`

async function bumpEpoch(client: ClientBase, experimentId: string): Promise<void> {
  await client.query(`UPDATE "Experiment" SET epoch = epoch + 1 WHERE id = $1`, [experimentId])
}

/** Deletes a run with its episodes. Steps go first and by name: their key is not enforced, so nothing cascades to them. */
export async function deleteRunRows(db: Database, experimentId: string, runId: string): Promise<boolean> {
  return withTransaction(db, async (client) => {
    const target = [experimentId, runId]
    const locked = await client.query(
      `SELECT 1 FROM "Run" WHERE "experimentId" = $1 AND id = $2 FOR UPDATE`,
      target,
    )
    if (locked.rowCount === 0) return false
    await client.query(STEPS_OF_RUN, target)
    await client.query(`DELETE FROM "Run" WHERE "experimentId" = $1 AND id = $2`, target)
    await bumpEpoch(client, experimentId)
    return true
  })
}

/** Deletes an experiment with everything below it. */
export async function deleteExperimentRows(db: Database, experimentId: string): Promise<boolean> {
  return withTransaction(db, async (client) => {
    const locked = await client.query(`SELECT 1 FROM "Experiment" WHERE id = $1 FOR UPDATE`, [experimentId])
    if (locked.rowCount === 0) return false
    // Runs hold the lock that stops writers from claiming episodes, and so from adding steps behind our back.
    await client.query(`SELECT 1 FROM "Run" WHERE "experimentId" = $1 ORDER BY id FOR UPDATE`, [experimentId])
    await client.query(`DELETE FROM "Step" WHERE "experimentId" = $1`, [experimentId])
    await client.query(`DELETE FROM "Experiment" WHERE id = $1`, [experimentId])
    return true
  })
}

const nameRows = z.array(z.object({ name: z.string() }))

/** The name of a dataset that holds an episode of the run; null when none does. */
export async function findDatasetOfRun(
  db: Database,
  experimentId: string,
  runId: string,
): Promise<string | null> {
  const { rows } = await db.pool.query(
    `SELECT d.name FROM "Dataset" d
      WHERE d."experimentId" = $1 AND EXISTS (
        SELECT 1 FROM "DatasetMember" m JOIN "Episode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
         WHERE m."experimentId" = d."experimentId" AND m."datasetId" = d.id AND e."runId" = $2)
      ORDER BY d.name LIMIT 1`,
    [experimentId, runId],
  )
  return nameRows.parse(rows)[0]?.name ?? null
}

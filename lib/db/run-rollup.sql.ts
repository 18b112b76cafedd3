import type { ClientBase } from "pg"
import { z } from "zod"
import { mergeRollups, ROLLUP_SUMS, type RunRollup, subtractRollup } from "@/lib/domain/run-rollup"

const counts = z.record(z.string(), z.number())

const rollupRow = z.object({
  sums: z.object(Object.fromEntries(ROLLUP_SUMS.map((name) => [name, z.number()]))),
  latencyHistogram: z.array(z.number()),
  stopReasons: counts,
  costKinds: counts,
})

const SUM_COLUMNS = ROLLUP_SUMS.map((name) => `"${name}"::float8`)

/** Locks the run's row until the transaction ends and reads its roll-up; null when there is no such run. */
export function lockRunRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
): Promise<RunRollup | null> {
  return readRollup(client, experimentId, runId, "FOR NO KEY UPDATE")
}

/** The roll-up as it stands. */
export function readRunRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
): Promise<RunRollup | null> {
  return readRollup(client, experimentId, runId, "")
}

async function readRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
  lock: "FOR NO KEY UPDATE" | "",
): Promise<RunRollup | null> {
  const { rows } = await client.query({
    text: `SELECT ${SUM_COLUMNS.join(", ")}, "latencyHistogram", "stopReasons", "costKinds"
             FROM "Run" WHERE "experimentId" = $1 AND id = $2 ${lock}`,
    values: [experimentId, runId],
    rowMode: "array",
  })
  const row = rows[0] as unknown[] | undefined
  if (!row) return null
  const sums = Object.fromEntries(ROLLUP_SUMS.map((name, index) => [name, row[index]]))
  const [latencyHistogram, stopReasons, costKinds] = row.slice(ROLLUP_SUMS.length)
  return rollupRow.parse({ sums, latencyHistogram, stopReasons, costKinds }) as RunRollup
}

/** Replaces the roll-up of a run whose row the transaction has locked. */
export async function writeRunRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
  rollup: RunRollup,
): Promise<void> {
  const sets = ROLLUP_SUMS.map((name, index) => `"${name}" = $${index + 6}`)
  await client.query(
    `UPDATE "Run" SET "latencyHistogram" = $3::int[], "stopReasons" = $4::jsonb, "costKinds" = $5::jsonb,
            ${sets.join(", ")}, revision = revision + 1
      WHERE "experimentId" = $1 AND id = $2`,
    [
      experimentId,
      runId,
      rollup.latencyHistogram,
      JSON.stringify(rollup.stopReasons),
      JSON.stringify(rollup.costKinds),
      ...ROLLUP_SUMS.map((name) => rollup.sums[name]),
    ],
  )
}

/** Adds to the roll-up of a run. The row lock is taken here, last of all locks, so writers cannot deadlock on it. */
export async function addToRunRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
  added: RunRollup,
): Promise<void> {
  const current = await lockRunRollup(client, experimentId, runId)
  if (!current) throw new Error(`run ${runId} vanished during ingest`)
  await writeRunRollup(client, experimentId, runId, mergeRollups(current, added))
}

/** Takes episodes out of the roll-up of a run. */
export async function subtractFromRunRollup(
  client: ClientBase,
  experimentId: string,
  runId: string,
  removed: RunRollup,
): Promise<void> {
  const current = await lockRunRollup(client, experimentId, runId)
  if (current) await writeRunRollup(client, experimentId, runId, subtractRollup(current, removed))
}

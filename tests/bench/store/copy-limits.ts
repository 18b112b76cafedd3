import { randomUUID } from "node:crypto"
import { rmSync } from "node:fs"
import { join } from "node:path"
import type { PoolClient } from "pg"
import { newId } from "@/lib/db/new-id"
import type { StoreBench } from "./bench"

interface Place {
  experimentId: string
  runId: string
}

const TABLES = ["Episode", "Step"] as const
type Table = (typeof TABLES)[number]

async function columnsOf(client: PoolClient, table: Table): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'changedXid' ORDER BY attnum`,
    [`"${table}"`],
  )
  return rows.map(({ name }) => `"${name}"`)
}

async function dataFolder(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ folder: string }>(
    "SELECT current_setting('data_directory') AS folder",
  )
  return rows[0]?.folder as string
}

/** Writes the rows of a run on the server, under another experiment and run so that they can be loaded beside it. */
async function dump(client: PoolClient, from: Place, to: Place, folder: string): Promise<string[]> {
  const files: string[] = []
  for (const table of TABLES) {
    const columns = await columnsOf(client, table)
    const moved = columns.map((column) => {
      if (column === '"experimentId"') return `'${to.experimentId}'::uuid`
      return column === '"runId"' ? `'${to.runId}'::uuid` : column
    })
    const file = join(folder, `bench-${table}-${randomUUID()}`)
    const rows = `SELECT ${moved.join(", ")} FROM "${table}" WHERE "experimentId" = '${from.experimentId}'`
    await client.query(`COPY (${rows} ORDER BY ${table === "Step" ? '"episodeId", idx' : "id"}) TO '${file}'`)
    files.push(file)
  }
  return files
}

async function makePlace(client: PoolClient, from: Place): Promise<Place> {
  const place = { experimentId: newId(), runId: newId() }
  await client.query(`INSERT INTO "Experiment" (id, name) VALUES ($1, $2)`, [
    place.experimentId,
    `limit ${place.experimentId}`,
  ])
  await client.query(
    `INSERT INTO "Run" ("experimentId", id, name, "modelId", role)
     SELECT $1, $2, name, "modelId", role FROM "Run" WHERE "experimentId" = $3 AND id = $4`,
    [place.experimentId, place.runId, from.experimentId, from.runId],
  )
  return place
}

/**
 * Episodes per second of the server reading the same rows from a file of its own: into the product's tables with their
 * indexes and keys (`indexed`), or into unlogged copies without any (`bare`).
 */
export async function serverCopyRate(
  bench: StoreBench,
  from: Place,
  into: "indexed" | "bare",
): Promise<number> {
  const client = await bench.db.pool.connect()
  try {
    const place = await makePlace(client, from)
    const files = await dump(client, from, place, await dataFolder(client))
    await client.query("CHECKPOINT")
    const names = into === "indexed" ? TABLES : TABLES.map((table) => `bare${table}`)
    if (into === "bare") {
      for (const table of TABLES) {
        await client.query(`CREATE UNLOGGED TABLE "bare${table}" (LIKE "${table}" INCLUDING DEFAULTS)`)
      }
    }
    const columns = [await columnsOf(client, "Episode"), await columnsOf(client, "Step")]
    const startedAt = performance.now()
    await client.query("BEGIN")
    for (const [at, name] of names.entries()) {
      await client.query(`COPY "${name}" (${columns[at]?.join(", ")}) FROM '${files[at]}'`)
    }
    await client.query("COMMIT")
    const seconds = (performance.now() - startedAt) / 1000
    for (const file of files) rmSync(file)
    if (into === "bare") await client.query(`DROP TABLE "bareEpisode", "bareStep"`)
    else {
      await client.query(`DELETE FROM "Step" WHERE "experimentId" = $1`, [place.experimentId])
      await client.query(`DELETE FROM "Experiment" WHERE id = $1`, [place.experimentId])
    }
    return bench.slice / seconds
  } finally {
    client.release()
  }
}

/** Episodes per second of Prisma's createMany over the same rows, a hundred episodes a transaction. */
export async function prismaRate(bench: StoreBench, from: Place, count: number): Promise<number> {
  const { prisma } = bench.db
  const client = await bench.db.pool.connect()
  const place = await makePlace(client, from).finally(() => client.release())
  const ofRun = { where: { experimentId: from.experimentId }, orderBy: { id: "asc" as const }, take: count }
  const episodes = await prisma.episode.findMany(ofRun)
  const ids = episodes.map(({ id }) => id)
  const steps = Map.groupBy(
    await prisma.step.findMany({ where: { experimentId: from.experimentId, episodeId: { in: ids } } }),
    ({ episodeId }) => episodeId,
  )
  const { experimentId } = place
  const startedAt = performance.now()
  for (let start = 0; start < episodes.length; start += 100) {
    const batch = episodes.slice(start, start + 100)
    const rows = batch.flatMap(({ id }) => steps.get(id) ?? [])
    await prisma.$transaction([
      prisma.episode.createMany({
        data: batch.map((row) => ({
          ...row,
          ...place,
          metrics: row.metrics ?? {},
          detail: row.detail ?? undefined,
          repairs: row.repairs ?? undefined,
        })),
      }),
      prisma.step.createMany({ data: rows.map((row) => ({ ...row, experimentId })) }),
    ])
  }
  return episodes.length / ((performance.now() - startedAt) / 1000)
}

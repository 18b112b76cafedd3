import { Client } from "pg"
import { afterEach, describe, expect, it } from "vitest"
import { applyMigrations, diffDatabase, listMigrations } from "@/prisma/migrate"
import { createTestDatabase, type TestDatabase } from "@/tests/database/test-database"

const opened: TestDatabase[] = []

async function openDatabase(options: Parameters<typeof createTestDatabase>[0]): Promise<string> {
  const database = await createTestDatabase(options)
  opened.push(database)
  return database.url
}

async function readRow(url: string, query: string): Promise<Record<string, unknown> | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows[0]
}

const STEP_KEYS = `SELECT count(*)::int AS keys FROM pg_constraint WHERE contype = 'f' AND conrelid = '"Step"'::regclass`

afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop()
})

describe("migrations", () => {
  it("leave nothing that schema.prisma would change", async () => {
    expect(await diffDatabase(await openDatabase({}))).toBe("")
  })

  it.each([15, 18] as const)("apply to an empty Postgres %i, once", async (server) => {
    const url = await openDatabase({ server, empty: true })
    expect(await applyMigrations(url)).toEqual(listMigrations())
    expect(await applyMigrations(url)).toEqual([])
    const row = await readRow(
      url,
      "SELECT count(*)::int AS applied FROM _prisma_migrations WHERE finished_at IS NOT NULL",
    )
    expect(row).toEqual({ applied: listMigrations().length })
  })

  it("apply once when two processes start together", async () => {
    const url = await openDatabase({ empty: true })
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url)])
    expect(applied.flat().sort()).toEqual(listMigrations())
  })

  it.each(listMigrations().slice(1))("%s upgrades an installation that holds data", async (name) => {
    const url = await openDatabase({ empty: true })
    await applyMigrations(url, listMigrations()[listMigrations().indexOf(name) - 1])
    await readRow(url, `INSERT INTO "Experiment" (id, name) VALUES (gen_random_uuid(), 'kept')`)
    expect(await applyMigrations(url)).toContain(name)
    expect(await readRow(url, `SELECT name FROM "Experiment"`)).toEqual({ name: "kept" })
  })

  it("declare the step's key only where the server can leave it unenforced", async () => {
    expect(await readRow(await openDatabase({ server: 15 }), STEP_KEYS)).toEqual({ keys: 0 })
    expect(await readRow(await openDatabase({ server: 18 }), STEP_KEYS)).toEqual({ keys: 1 })
  })
})

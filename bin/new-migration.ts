import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { applyMigrations, diffDatabase, MIGRATIONS_FOLDER } from "@/prisma/migrate"

async function draftMigration(): Promise<string> {
  const server = await startScratchPostgres()
  try {
    await applyMigrations(server.url("postgres"))
    return await diffDatabase(server.url("postgres"))
  } finally {
    await server.stop()
  }
}

function writeMigration(name: string, sql: string): string {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14)
  const folder = join(MIGRATIONS_FOLDER, `${time}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "migration.sql"), `${sql}\n`)
  return join(folder, "migration.sql")
}

const name = process.argv[2]

if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Say what changes, in snake_case: npm run migrate:new add_run_notes")
  process.exitCode = 1
} else {
  const sql = await draftMigration()
  console.log(
    sql
      ? `Wrote ${writeMigration(name, sql)}`
      : "prisma/schema.prisma and the migrations agree: nothing to do.",
  )
}

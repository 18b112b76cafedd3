import { readdir, readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { noFilters, withSchemaEngine } from "@/prisma/schema-engine"

const folder = dirname(fileURLToPath(import.meta.url))
export const MIGRATIONS_FOLDER = join(folder, "migrations")
const SCHEMA_FILE = join(folder, "schema.prisma")

async function readMigrations() {
  const entries = await readdir(MIGRATIONS_FOLDER, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: await readFile(join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8") },
      },
    })),
  )
}

function readSchema(): Promise<string> {
  return readFile(SCHEMA_FILE, "utf8")
}

/** Applies what the database lacks and answers the names. @throws the engine's error when a migration fails. */
export async function applyMigrations(url: string): Promise<string[]> {
  const migrationsList = {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
    shadowDbInitScript: "",
    migrationDirectories: await readMigrations(),
  }
  return withSchemaEngine(url, await readSchema(), async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters })
    return appliedMigrationNames
  })
}

/** The SQL that would take the database at `url` to schema.prisma; empty when they agree. */
export async function diffDatabase(url: string): Promise<string> {
  const content = await readSchema()
  const files = [{ path: SCHEMA_FILE, content }]
  return withSchemaEngine(url, content, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: folder },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: noFilters,
    })
    const script = stdout ?? ""
    return script.includes("This is an empty migration") ? "" : script
  })
}

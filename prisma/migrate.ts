import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { DiffTarget, MigrationList } from "@prisma/schema-engine-wasm"
import { withSchemaEngine } from "@/prisma/schema-engine"

const folder = dirname(fileURLToPath(import.meta.url))

export const MIGRATIONS_FOLDER = join(folder, "migrations")
export const SCHEMA_FILE = join(folder, "schema.prisma")

const NO_FILTER = { externalTables: [], externalEnums: [] }

/** The names of the migrations in the order they are applied. */
export function listMigrations(): string[] {
  if (!existsSync(MIGRATIONS_FOLDER)) return []
  return readdirSync(MIGRATIONS_FOLDER)
    .filter((name) => existsSync(join(MIGRATIONS_FOLDER, name, "migration.sql")))
    .sort()
}

function readMigrations(upTo: string | undefined): MigrationList {
  const names = listMigrations().filter((name) => upTo === undefined || name <= upTo)
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: "./migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8") },
      },
    })),
  }
}

/**
 * Applies the migrations the database has not seen, up to and including the one named, and returns their names. Two
 * processes that do this at once wait for each other.
 */
export async function applyMigrations(url: string, upTo?: string): Promise<string[]> {
  const migrationsList = readMigrations(upTo)
  const { appliedMigrationNames } = await withSchemaEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTER }),
  )
  return appliedMigrationNames
}

/** The SQL that turns the database at `url` into `schema.prisma`; empty when they agree. */
export async function diffDatabase(url: string): Promise<string> {
  const files = [{ path: SCHEMA_FILE, content: readFileSync(SCHEMA_FILE, "utf8") }]
  const from: DiffTarget = { tag: "schemaDatasource", files, configDir: folder }
  const to: DiffTarget = { tag: "schemaDatamodel", files }
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTER }),
  )
  const sql = (stdout ?? "").trim()
  return sql.startsWith("-- This is an empty migration") ? "" : sql
}

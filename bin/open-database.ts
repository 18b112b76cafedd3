import { startEmbeddedDatabase } from "@/bin/postgres/embedded"
import { requireUsableDatabase } from "@/bin/postgres/external"
import type { PostgresServer } from "@/bin/postgres/server"
import { AppError } from "@/lib/domain/errors"
import { applyMigrations } from "@/prisma/migrate"

export interface OpenDatabase {
  url: string
  /** Null when the database is somebody else's (DATABASE_URL). */
  server: PostgresServer | null
}

/** The database of the installation, accepting connections. */
export async function openDatabase(databaseUrl: string | null, home: string): Promise<OpenDatabase> {
  if (databaseUrl === null) return startEmbeddedDatabase(home)
  await requireUsableDatabase(databaseUrl)
  return { url: databaseUrl, server: null }
}

/** @throws AppError when the database holds foreign tables or a migration fails. */
export async function migrateDatabase(url: string): Promise<void> {
  try {
    await applyMigrations(url)
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause)
    const sentence = text.includes("P3005")
      ? "The database of DATABASE_URL holds tables that are not Winnow's; change DATABASE_URL to an empty database."
      : `The database could not be brought up to date: ${text}`
    throw new AppError("UNAVAILABLE", sentence, [], { cause })
  }
}

import { Client } from "pg"
import { applyMigrations } from "@/prisma/migrate"

export const TEMPLATE_DATABASE = "winnow_template"

/** Makes the migrated database every test database is a copy of. */
export async function createTemplate(url: (database: string) => string): Promise<void> {
  const client = new Client({ connectionString: url("postgres") })
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
  await client.end()
  await applyMigrations(url(TEMPLATE_DATABASE))
}

import type { ClientBase } from "pg"
import { from as copyFrom, to as copyTo } from "pg-copy-streams"
import { z } from "zod"

const tableRows = z.array(
  z.object({ name: z.string(), columns: z.array(z.string()), parents: z.array(z.string()) }),
)

export interface BackupTable {
  name: string
  columns: string[]
}

/** Tables of the schema with their columns, a table after those it refers to. Transaction ids stay behind. */
export async function listBackupTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query(
    `SELECT c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'xid8'::regtype) AS columns,
            ARRAY(SELECT DISTINCT k.confrelid::regclass::text FROM pg_constraint k
                   WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS parents
       FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      ORDER BY c.relname`,
  )
  return orderByParents(tableRows.parse(rows))
}

function orderByParents(tables: z.output<typeof tableRows>): BackupTable[] {
  const waiting = tables.map((table) => ({
    ...table,
    parents: table.parents.map((parent) => parent.replaceAll('"', "")),
  }))
  const ordered: BackupTable[] = []
  const placed = new Set<string>()
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ parents }) => parents.every((parent) => placed.has(parent)))
    const [table] = waiting.splice(next, 1)
    if (next === -1 || !table) throw new Error("tables refer to each other in a circle")
    placed.add(table.name)
    ordered.push({ name: table.name, columns: table.columns })
  }
  return ordered
}

export async function listAppliedMigrations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name`,
  )
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name)
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

function target({ name, columns }: BackupTable): string {
  return `${quote(name)} (${columns.map(quote).join(", ")})`
}

export function copyTableOut(client: ClientBase, table: BackupTable): AsyncIterable<Buffer> {
  return client.query(copyTo(`COPY ${target(table)} TO STDOUT (FORMAT binary)`))
}

/** A stream that takes a table's rows as `copyTableOut` gave them; `rowCount` is set once it has finished. */
export function copyTableIn(client: ClientBase, table: BackupTable) {
  return client.query(copyFrom(`COPY ${target(table)} FROM STDIN (FORMAT binary)`))
}

/** Whether there is anything that a restore would destroy. */
export async function holdsData(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT 1 FROM "Run") OR EXISTS (SELECT 1 FROM "User" WHERE NOT "isLocal") AS holds`,
  )
  return z.object({ holds: z.boolean() }).parse(rows[0]).holds
}

/** Empties all tables and holds them until the transaction ends. */
export async function truncateTables(client: ClientBase, tables: readonly BackupTable[]): Promise<void> {
  await client.query(`TRUNCATE ${tables.map(({ name }) => quote(name)).join(", ")}`)
}

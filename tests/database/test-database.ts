import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { inject } from "vitest"
import type { PostgresRelease } from "@/bin/postgres/binaries"
import { requireOldServer } from "@/tests/database/old-server"
import { TEMPLATE_DATABASE } from "@/tests/database/template"

export interface TestDatabase extends AsyncDisposable {
  url: string
  /** Throws out whoever is still connected. */
  drop(): Promise<void>
}

function withDatabase(templateUrl: string, database: string): string {
  const url = new URL(templateUrl)
  url.pathname = `/${database}`
  return url.href
}

async function execute(templateUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(templateUrl, "postgres") })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * A database of its own for a test file: a copy of the migrated template, or an empty one. Make it in `beforeAll`, drop
 * it in `afterAll`.
 */
export async function createTestDatabase(
  options: { server?: PostgresRelease; empty?: boolean } = {},
): Promise<TestDatabase> {
  const templateUrl =
    options.server === 15
      ? await requireOldServer(inject("sharedFolder"), inject("runnerPid"))
      : inject("templateUrl")
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const template = options.empty ? "template0" : TEMPLATE_DATABASE
  await execute(templateUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  const drop = () => execute(templateUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  return { url: withDatabase(templateUrl, name), drop, [Symbol.asyncDispose]: drop }
}

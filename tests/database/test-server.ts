import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Database, getDatabase } from "@/lib/db/client"
import { createTestDatabase } from "@/tests/database/test-database"

export interface TestServer {
  db: Database
  /** Its WINNOW_HOME. */
  home: string
  close(): Promise<void>
}

/**
 * Points this process at a database and a home of its own, so that route handlers can be called as functions. Once per
 * test file, before anything reads the environment.
 */
export async function openTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  const home = mkdtempSync(join(tmpdir(), "winnow-home-"))
  Object.assign(process.env, { DATABASE_URL: database.url, WINNOW_HOME: home, PORT: "3000", ...environment })
  const db = getDatabase(database.url)
  return {
    db,
    home,
    async close() {
      await db.close()
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

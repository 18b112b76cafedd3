import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createDatabase, type Database } from "@/lib/db/client"
import type { Context } from "@/lib/db/context"
import type { Role } from "@/lib/domain/policy"
import { closeQueue } from "@/lib/jobs/queue"
import { createTestDatabase } from "@/tests/database/test-database"

export interface TestStore extends AsyncDisposable {
  db: Database
  /** A context that acts with a role; `userId` is null unless given. */
  as(role: Role, userId?: string | null): Context
  close(): Promise<void>
}

/** A migrated database of its own with a way to act on it. Make it in `beforeAll`, close it in `afterAll`. */
export async function openTestStore(options: { server?: 15 | 18 } = {}): Promise<TestStore> {
  const home = await mkdtemp(join(tmpdir(), "winnow-home-"))
  process.env.WINNOW_HOME ??= home
  const database = await createTestDatabase(options)
  const db = createDatabase(database.url, { poolSize: 5 })
  const close = async () => {
    await closeQueue(db)
    await db.close()
    await database.drop()
    await rm(home, { recursive: true, force: true })
  }
  return {
    db,
    as: (role, userId = null) => ({
      db,
      actor: { kind: "session", userId, name: role, role },
      now: () => new Date(),
    }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

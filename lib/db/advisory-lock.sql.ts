import { setTimeout as sleep } from "node:timers/promises"
import type { PoolClient } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"

const TRY_EVERY_MS = 200

const heldRow = z.object({ held: z.boolean() })

async function acquire(client: PoolClient, name: string, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    signal?.throwIfAborted()
    const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held", [
      name,
    ])
    if (heldRow.parse(rows[0]).held) return
    await sleep(TRY_EVERY_MS, undefined, { signal })
  }
}

/**
 * Runs `work` while holding a lock of the database under this name, so that one process at a time does it; waits for the
 * holder until `signal` aborts. The lock goes with the connection: a killed holder frees it at once.
 */
export async function withAdvisoryLock<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  try {
    await acquire(client, name, signal)
    return await work()
  } finally {
    try {
      await client.query("SELECT pg_advisory_unlock_all()")
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
    }
    client.release(broken)
  }
}

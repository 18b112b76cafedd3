import type { PoolClient } from "pg"
import type { Database } from "@/lib/db/client"

/** SQLSTATEs of a deadlock and of a serialization failure: running the same work again is right. */
const RETRYABLE = new Set(["40P01", "40001"])

export function sqlState(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null
}

async function runOnce<T>(client: PoolClient, work: (client: PoolClient) => Promise<T>): Promise<T> {
  await client.query("BEGIN")
  try {
    const result = await work(client)
    await client.query("COMMIT")
    return result
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  }
}

/** Runs `work` in one transaction of the pool, again (at most three times) when the server chose it as a deadlock's victim. */
export async function withTransaction<T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await db.pool.connect()
    let broken: Error | undefined
    try {
      return await runOnce(client, work)
    } catch (error) {
      if (sqlState(error) === null) broken = error instanceof Error ? error : new Error(String(error))
      if (attempt === 3 || !RETRYABLE.has(sqlState(error) ?? "")) throw error
    } finally {
      client.release(broken)
    }
  }
}

import { z } from "zod"
import type { Database } from "@/lib/db/client"

const serverSchema = z.object({ version: z.string(), has_queue: z.boolean() })
const roundSchema = z.object({ last_seen_at: z.date().nullable() })

/** The server's version, and whether a job queue was ever set up beside our tables. */
export async function readServer(db: Database): Promise<{ version: string; hasQueue: boolean }> {
  const { rows } = await db.pool.query(
    "SELECT current_setting('server_version') AS version, to_regclass('pgboss.queue') IS NOT NULL AS has_queue",
  )
  const { version, has_queue } = serverSchema.parse(rows[0])
  return { version, hasQueue: has_queue }
}

/** When a worker last made its rounds of the queues, which it does once a minute. */
export async function readLastRound(db: Database): Promise<Date | null> {
  const { rows } = await db.pool.query(
    "SELECT greatest(max(monitor_claim_on), max(monitor_on)) AS last_seen_at FROM pgboss.queue",
  )
  return roundSchema.parse(rows[0]).last_seen_at
}

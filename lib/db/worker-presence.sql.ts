import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"

const KEY = "hashtextextended('winnow-worker', 0)"
const RECONNECT_AFTER_MS = 1000

const flagRow = z.object({ flag: z.boolean() })

/** A worker shows that it lives by sharing a lock of the database: it goes with the connection, and so with the process. */
export class WorkerPresence {
  readonly #url: string
  #client: Client | null = null
  #isOver = false

  private constructor(url: string) {
    this.#url = url
  }

  /** Runs `whenAlone` first if no other worker lives; one that starts meanwhile waits for it. */
  static async begin(url: string, whenAlone: () => Promise<void>): Promise<WorkerPresence> {
    const presence = new WorkerPresence(url)
    await presence.#show(async (client) => {
      const { rows } = await client.query(`SELECT pg_try_advisory_lock(${KEY}) AS flag`)
      const isAlone = flagRow.parse(rows[0]).flag
      if (isAlone) await whenAlone()
      return isAlone
    })
    return presence
  }

  async end(): Promise<void> {
    this.#isOver = true
    await this.#client?.end()
  }

  async #show(first: (client: Client) => Promise<boolean>): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true })
    client.on("error", () => undefined)
    try {
      await client.connect()
      const isExclusive = await first(client)
      await client.query(`SELECT pg_advisory_lock_shared(${KEY})`)
      if (isExclusive) await client.query(`SELECT pg_advisory_unlock(${KEY})`)
    } catch (error) {
      await client.end()
      throw error
    }
    client.once("end", () => void this.#showAgain())
    this.#client = client
  }

  /** The server went away, but we did not. */
  async #showAgain(): Promise<void> {
    while (!this.#isOver) {
      const isShown = await this.#show(async () => false).then(
        () => true,
        () => false,
      )
      if (isShown) return
      await sleep(RECONNECT_AFTER_MS)
    }
  }
}

/** Whether any worker is connected right now. */
export async function isWorkerPresent(db: Database): Promise<boolean> {
  const { rows } = await db.pool.query(
    `SELECT EXISTS (
       SELECT FROM pg_locks l, (SELECT ${KEY} AS key) k
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.classid::bigint = ((k.key >> 32) & 4294967295) AND l.objid::bigint = (k.key & 4294967295)) AS flag`,
  )
  return flagRow.parse(rows[0]).flag
}

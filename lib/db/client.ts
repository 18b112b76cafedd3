import { PrismaPg } from "@prisma/adapter-pg"
import { Pool, types } from "pg"
import { PrismaClient } from "@/lib/db/generated/client"
import { parseIntArray } from "@/lib/db/int-array"
import { processWide } from "@/lib/domain/process-wide"

/** One connection string, two doors: Prisma for single rows, the pool for COPY, keyset lists, curation and export. */
export interface Database {
  prisma: PrismaClient
  pool: Pool
  url: string
  close(): Promise<void>
}

const INT4_ARRAY: number = 1007

/** A new connection costs as much as ten queries: so the next page somebody opens should find one. */
const IDLE_MS = 300_000

// Of the driver, and so of both doors.
types.setTypeParser(INT4_ARRAY, parseIntArray)

export function createDatabase(url: string, options: { poolSize?: number } = {}): Database {
  const settings = { connectionString: url, max: options.poolSize ?? 10, idleTimeoutMillis: IDLE_MS }
  const pool = new Pool(settings)
  // An idle client that loses its server must not take the process down; the next query reports the loss.
  pool.on("error", () => undefined)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(settings),
    // On a busy machine Prisma's 2 s for a connection and 5 s for a transaction end work that only had to wait.
    transactionOptions: { maxWait: 20_000, timeout: 60_000 },
  })
  return {
    prisma,
    pool,
    url,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** The process-wide database. */
export function getDatabase(url: string): Database {
  return processWide("database", () => createDatabase(url))
}

import { z } from "zod"
import type { Database } from "@/lib/db/client"

const jobRows = z.array(z.object({ id: z.string(), name: z.string(), data: z.unknown() }))

/** The jobs that some worker took and has neither finished nor given back. */
export async function listActiveJobs(db: Database): Promise<z.infer<typeof jobRows>> {
  const { rows } = await db.pool.query(
    "SELECT id, name, data FROM pgboss.job WHERE state = 'active' ORDER BY created_on, id",
  )
  return jobRows.parse(rows)
}

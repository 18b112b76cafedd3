import { z } from "zod"
import { Prisma } from "@/lib/db/generated/client"

const rowsSchema = z.array(z.object({ id: z.string() }))

/** Locks the accounts that can administer, so that two demotions at once cannot leave none; the ids, in order. */
export async function lockAdmins(tx: Prisma.TransactionClient): Promise<string[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT "id"::text AS "id" FROM "User"
    WHERE "role" = 'admin' AND "disabledAt" IS NULL
    ORDER BY "id" FOR UPDATE`)
  return rowsSchema.parse(rows).map(({ id }) => id)
}

import { z } from "zod"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"

const positionSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })

/** Newest first, with the id as tie-break: the order of every list that has no columns to sort by. */
export const NEWEST_FIRST = [{ createdAt: "desc" as const }, { id: "desc" as const }]

/** The Prisma condition for rows after a cursor of `createdPage`. */
export function createdAfter(cursor: string | undefined) {
  const position = parseCursor(positionSchema, cursor)
  if (!position) return {}
  const { createdAt, id } = position
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

/** Cuts `limit + 1` rows read in NEWEST_FIRST order to a page with the cursor of the next. */
export function createdPage<Row extends { createdAt: Date; id: string }>(
  rows: readonly Row[],
  limit: number,
) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > limit && last
      ? encodeCursor({ createdAt: last.createdAt.toISOString(), id: last.id })
      : null
  return { page, nextCursor }
}

import { z } from "zod"
import type { listImportRejects as route } from "@/lib/contracts/imports"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { requirePermission } from "@/lib/domain/policy"
import { requireImport } from "@/lib/services/import/require-import"

const positionSchema = z.object({ seq: z.number().int() })

export async function listImportRejects(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { importId, limit } = input
  const { rejected } = await requireImport(ctx, importId)
  const after = parseCursor(positionSchema, input.cursor)?.seq ?? -1
  const rows = await ctx.db.prisma.importReject.findMany({
    where: { importId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: limit + 1,
    select: { seq: true, line: true, reason: true, raw: true },
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = rows.length > limit && last ? encodeCursor({ seq: last.seq }) : null
  return { items, nextCursor, count: rejected }
}

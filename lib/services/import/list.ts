import { z } from "zod"
import type { listImports as route } from "@/lib/contracts/imports"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { requirePermission } from "@/lib/domain/policy"
import { presentImports } from "@/lib/services/import/present-import"

const positionSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })

export async function listImports(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where = { experimentId: input.experimentId }
  const after = parseCursor(positionSchema, input.cursor)
  const older = after
    ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }
    : {}
  const [rows, count] = await Promise.all([
    ctx.db.prisma.import.findMany({
      where: { AND: [where, older] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.limit + 1,
    }),
    ctx.db.prisma.import.count({ where }),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > input.limit && last
      ? encodeCursor({ createdAt: last.createdAt.toISOString(), id: last.id })
      : null
  return { items: await presentImports(ctx, page), nextCursor, count }
}

import type { z } from "zod"
import type { listImports as route } from "@/lib/contracts/imports"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { presentImports } from "@/lib/services/import/present-import"

export async function listImports(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where = { experimentId: input.experimentId }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.import.findMany({
      where: { ...where, ...createdAfter(input.cursor) },
      orderBy: NEWEST_FIRST,
      take: input.limit + 1,
    }),
    ctx.db.prisma.import.count({ where }),
  ])
  const { page, nextCursor } = createdPage(rows, input.limit)
  return { items: await presentImports(ctx, page), nextCursor, count }
}

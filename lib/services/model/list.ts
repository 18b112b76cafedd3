import { z } from "zod"
import type { listModels as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import type { Prisma } from "@/lib/db/generated/client"
import { requirePermission } from "@/lib/domain/policy"
import { MODEL_INCLUDE, presentModels } from "@/lib/services/model/present-model"

const positionSchema = z.object({ name: z.string() })

export async function listModels(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where: Prisma.ModelWhereInput = input.name
    ? { name: { contains: input.name, mode: "insensitive" } }
    : {}
  const after = parseCursor(positionSchema, input.cursor)
  const [rows, count] = await Promise.all([
    ctx.db.prisma.model.findMany({
      where: { AND: [where, after ? { name: { gt: after.name } } : {}] },
      include: MODEL_INCLUDE,
      orderBy: { name: "asc" },
      take: input.limit + 1,
    }),
    ctx.db.prisma.model.count({ where }),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const nextCursor = rows.length > input.limit && last ? encodeCursor({ name: last.name }) : null
  return { items: await presentModels(ctx, page), nextCursor, count }
}

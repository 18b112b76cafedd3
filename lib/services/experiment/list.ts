import { z } from "zod"
import type { listExperiments as route } from "@/lib/contracts/experiments"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import type { Prisma } from "@/lib/db/generated/client"
import { requirePermission } from "@/lib/domain/policy"
import { presentExperiments } from "@/lib/services/experiment/present-experiment"

const positionSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })

type Input = z.output<(typeof route)["input"]>

const ARCHIVED = {
  exclude: { archivedAt: null },
  only: { archivedAt: { not: null } },
  include: {},
} as const satisfies Record<Input["archived"], Prisma.ExperimentWhereInput>

function after(position: z.output<typeof positionSchema> | null): Prisma.ExperimentWhereInput {
  if (!position) return {}
  const { createdAt, id } = position
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

export async function listExperiments(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where: Prisma.ExperimentWhereInput = {
    ...ARCHIVED[input.archived],
    ...(input.name ? { name: { contains: input.name, mode: "insensitive" } } : {}),
  }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.experiment.findMany({
      where: { AND: [where, after(parseCursor(positionSchema, input.cursor))] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.limit + 1,
    }),
    ctx.db.prisma.experiment.count({ where }),
  ])
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > input.limit && last ? encodeCursor({ createdAt: last.createdAt, id: last.id }) : null
  return { items: await presentExperiments(ctx, page), nextCursor, count }
}

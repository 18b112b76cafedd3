import type { z } from "zod"
import type { listExperiments as route } from "@/lib/contracts/experiments"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import type { Prisma } from "@/lib/db/generated/client"
import { requirePermission } from "@/lib/domain/policy"
import { presentExperiments } from "@/lib/services/experiment/present-experiment"

type Input = z.output<(typeof route)["input"]>

const ARCHIVED = {
  exclude: { archivedAt: null },
  only: { archivedAt: { not: null } },
  include: {},
} as const satisfies Record<Input["archived"], Prisma.ExperimentWhereInput>

export async function listExperiments(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const where: Prisma.ExperimentWhereInput = {
    ...ARCHIVED[input.archived],
    ...(input.name ? { name: { contains: input.name, mode: "insensitive" } } : {}),
  }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.experiment.findMany({
      where: { AND: [where, createdAfter(input.cursor)] },
      orderBy: NEWEST_FIRST,
      take: input.limit + 1,
    }),
    ctx.db.prisma.experiment.count({ where }),
  ])
  const { page, nextCursor } = createdPage(rows, input.limit)
  return { items: await presentExperiments(ctx, page), nextCursor, count }
}

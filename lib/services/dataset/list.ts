import type { z } from "zod"
import type { listDatasets as route } from "@/lib/contracts/datasets"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

export async function listDatasets(
  ctx: Context,
  { experimentId, name, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const where = { experimentId, ...(name === undefined ? {} : { name }) }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.dataset.findMany({
      where: { AND: [where, createdAfter(cursor)] },
      orderBy: NEWEST_FIRST,
      take: limit + 1,
    }),
    ctx.db.prisma.dataset.count({ where }),
  ])
  const { page, nextCursor } = createdPage(rows, limit)
  return { items: page.map(presentDataset), nextCursor, count }
}

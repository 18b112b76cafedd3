import type { listPrices as route } from "@/lib/contracts/prices"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { toPrice } from "@/lib/services/model/current-price"
import { listTablePrices, lookupContextWindow } from "@/lib/services/model/lookup-price"
import { MODEL_INCLUDE } from "@/lib/services/model/present-model"

const MOST_MODELS = 1000

/** Every price that a run can be priced at: the current ones of the models here, then the public price table. */
export async function listPrices(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const models = await ctx.db.prisma.model.findMany({
    where: { prices: { some: {} } },
    include: MODEL_INCLUDE,
    orderBy: { name: "asc" },
    take: MOST_MODELS,
  })
  const own = models.flatMap(({ id, name, provider, prices: [row] }) =>
    row
      ? [{ ...toPrice(row), id, name, provider, modelId: id, contextWindow: lookupContextWindow(name) }]
      : [],
  )
  const table = listTablePrices().map((listed) => ({
    ...listed,
    modelId: null,
    contextWindow: lookupContextWindow(listed.name, listed.provider),
  }))
  return { items: [...own, ...table] }
}

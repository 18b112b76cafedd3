import type { ModelRecord, PriceRecord } from "@/lib/contracts/models"
import type { Context } from "@/lib/db/context"
import type { Price, Prisma } from "@/lib/db/generated/client"

/** What `presentModel` needs of a model's row; prices newest first. */
export const MODEL_INCLUDE = {
  prices: { orderBy: [{ createdAt: "desc" }, { id: "desc" }] },
  trainedBy: { include: { dataset: { select: { name: true } } } },
} as const satisfies Prisma.ModelInclude

type ModelRow = Prisma.ModelGetPayload<{ include: typeof MODEL_INCLUDE }>

export function presentPrice(row: Price): PriceRecord {
  const { modelId: _model, createdById: _author, ...price } = row
  return {
    ...price,
    sourceDate: row.sourceDate.toISOString().slice(0, 10),
    createdAt: row.createdAt.toISOString(),
  }
}

function presentLineage(row: ModelRow): ModelRecord["trainedBy"] {
  const { trainedBy } = row
  if (!trainedBy) return null
  const { experimentId, id, provider, baseModel, datasetId, dataset } = trainedBy
  return { experimentId, fineTuneId: id, provider, baseModel, datasetId, datasetName: dataset.name }
}

/** Runs and episodes of some models, by model id. */
async function countRuns(ctx: Context, modelIds: string[]) {
  const groups = await ctx.db.prisma.run.groupBy({
    by: ["modelId"],
    where: { modelId: { in: modelIds } },
    _count: { _all: true },
    _sum: { episodeCount: true },
  })
  return new Map(groups.map((group) => [group.modelId, group]))
}

export async function presentModels(ctx: Context, rows: ModelRow[]): Promise<ModelRecord[]> {
  const counts = await countRuns(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const [price] = row.prices
    const count = counts.get(row.id)
    return {
      id: row.id,
      name: row.name,
      provider: row.provider,
      baseModel: row.baseModel,
      config: row.config as Record<string, unknown>,
      connectionId: row.connectionId,
      sunsetAt: row.sunsetAt?.toISOString().slice(0, 10) ?? null,
      note: row.note,
      createdAt: row.createdAt.toISOString(),
      price: price ? presentPrice(price) : null,
      runCount: count?._count._all ?? 0,
      episodeCount: count?._sum.episodeCount ?? 0,
      trainedBy: presentLineage(row),
    }
  })
}

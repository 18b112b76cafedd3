import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { derivedId, newId } from "@/lib/db/new-id"
import type { HostedTrainer, JobReport } from "@/lib/providers/provider"
import { CONNECTION_PROVIDER } from "@/lib/services/connection/create-policy"
import { settingsOf } from "@/lib/services/fine-tune/settings"
import { lookupModel } from "@/lib/services/model/lookup-price"

/** The model that a provider keeps and serves: its name there, its account, and the day its base ends. */
export async function saveHostedModel(
  ctx: Context,
  row: FineTune,
  trainer: HostedTrainer,
  { model, cost, trainedTokens }: JobReport & { model: string },
): Promise<void> {
  const modelId = derivedId(`model/${row.id}/${row.attempt}`)
  const { name } = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: row.experimentId, id: row.datasetId } },
    select: { name: true },
  })
  const taken = await ctx.db.prisma.model.count({ where: { name, id: { not: modelId } } })
  const base = trainer.baseModels.find(({ id }) => id === row.baseModel)
  const lookup = (name: string) => lookupModel(name)?.price ?? null
  const price = trainer.servingPrice?.(row.baseModel, lookup) ?? lookup(model)
  const job = { baseModel: row.baseModel, config: settingsOf(row).settings }
  const billUsd = cost === null && trainedTokens !== null ? trainer.billOf?.(trainedTokens, job) : null
  await ctx.db.prisma.$transaction([
    ctx.db.prisma.model.upsert({
      where: { id: modelId },
      create: {
        id: modelId,
        name: taken > 0 ? `${name} ${modelId.slice(0, 8)}` : name,
        provider: trainer.policy || !row.connectionId ? trainer.id : CONNECTION_PROVIDER,
        baseModel: row.baseModel,
        connectionId: row.connectionId,
        config: { model },
        sunsetAt: base?.retiredAt ? new Date(base.retiredAt) : null,
        ...(price
          ? { prices: { create: { ...price, id: newId(), sourceDate: new Date(price.sourceDate) } } }
          : {}),
      },
      update: {},
    }),
    ctx.db.prisma.fineTune.update({
      where: { experimentId_id: { experimentId: row.experimentId, id: row.id } },
      data: {
        modelId,
        progress: 1,
        ...(billUsd == null ? {} : { costMicro: BigInt(Math.round(billUsd * 1e6)), costKind: "computed" }),
      },
    }),
  ])
}

import type { Context } from "@/lib/db/context"
import type { FineTune, Prisma } from "@/lib/db/generated/client"
import { derivedId, newId } from "@/lib/db/new-id"
import type { TrainingState } from "@/lib/providers/provider"
import { getLocalTrainer } from "@/lib/providers/registry"

type Succeeded = Extract<TrainingState, { kind: "succeeded" }>

/** Stores the trained model, its weights and the end of the job, all or nothing. */
export async function saveTrainedModel(
  ctx: Context,
  row: FineTune,
  name: string,
  { metrics, result }: Succeeded,
): Promise<void> {
  const modelId = derivedId(`model/${row.id}`)
  const { header, bytes, notes } = result
  const price = getLocalTrainer(row.provider)?.notionalPrice
  await ctx.db.prisma.$transaction([
    ctx.db.prisma.model.upsert({
      where: { id: modelId },
      create: {
        id: modelId,
        name,
        provider: row.provider,
        baseModel: row.baseModel,
        config: {},
        ...(price
          ? { prices: { create: { ...price, id: newId(), sourceDate: new Date(price.sourceDate) } } }
          : {}),
      },
      update: {},
    }),
    ...(bytes
      ? [
          ctx.db.prisma.checkpoint.upsert({
            where: { modelId },
            create: { modelId, header: header as Prisma.InputJsonObject, bytes },
            update: { header: header as Prisma.InputJsonObject, bytes },
          }),
        ]
      : []),
    ctx.db.prisma.fineTune.update({
      where: { experimentId_id: { experimentId: row.experimentId, id: row.id } },
      data: {
        status: "succeeded",
        progress: 1,
        metrics: metrics as unknown as Prisma.InputJsonArray,
        config: { ...(row.config as Prisma.InputJsonObject), notes: notes as Prisma.InputJsonObject },
        modelId,
        finishedAt: ctx.now(),
      },
    }),
  ])
}

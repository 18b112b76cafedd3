import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { recomputeCostJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { presentPrice } from "@/lib/services/model/present-model"

/** Removes a price; the one before it counts again. @throws AppError NOT_FOUND, also for another model's price. */
export async function deletePrice(
  ctx: Context,
  input: { modelId: string; priceId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "model.write")
  await ctx.db.prisma.$transaction(async (tx) => {
    const where = { id: input.priceId, modelId: input.modelId }
    const found = await tx.price.findFirst({ where, include: { model: { select: { name: true } } } })
    const { count } = await tx.price.deleteMany({ where })
    if (!found || count === 0) throw new AppError("NOT_FOUND", "There is no such price of this model.")
    const { model, ...price } = found
    const subject = { subjectId: input.modelId, subjectName: model.name }
    await recordActivity(ctx, tx, { name: "price.delete", ...subject, before: presentPrice(price) })
  })
  await enqueueJob(ctx.db, recomputeCostJob, { modelId: input.modelId })
  return {}
}

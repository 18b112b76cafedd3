import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { recomputeCostJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

/** Removes a price; the one before it counts again. @throws AppError NOT_FOUND, also for another model's price. */
export async function deletePrice(
  ctx: Context,
  input: { modelId: string; priceId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "model.write")
  const { count } = await ctx.db.prisma.price.deleteMany({
    where: { id: input.priceId, modelId: input.modelId },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such price of this model.")
  await enqueueJob(ctx.db, recomputeCostJob, { modelId: input.modelId })
  return {}
}

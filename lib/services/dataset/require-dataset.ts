import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when the dataset belongs to another experiment. */
export async function requireDataset(ctx: Context, experimentId: string, datasetId: string) {
  const dataset = await ctx.db.prisma.dataset.findUnique({
    where: { experimentId_id: { experimentId, id: datasetId } },
  })
  if (!dataset) throw new AppError("NOT_FOUND", "There is no such dataset in this experiment.")
  return dataset
}

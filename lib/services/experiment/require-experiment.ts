import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND */
export async function requireExperiment(ctx: Context, experimentId: string) {
  const experiment = await ctx.db.prisma.experiment.findUnique({ where: { id: experimentId } })
  if (!experiment) throw new AppError("NOT_FOUND", "There is no such experiment.")
  return experiment
}

import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when it belongs to another experiment. */
export async function requirePipeline(ctx: Context, experimentId: string, pipelineId: string) {
  const pipeline = await ctx.db.prisma.pipeline.findUnique({
    where: { experimentId_id: { experimentId, id: pipelineId } },
  })
  if (!pipeline) throw new AppError("NOT_FOUND", "There is no such pipeline in this experiment.")
  return pipeline
}

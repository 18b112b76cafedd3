import type { getModel as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { MODEL_INCLUDE, presentModels, presentPrice } from "@/lib/services/model/present-model"

/** A model with its price history, its runs and its lineage. @throws AppError NOT_FOUND */
export async function getModel(ctx: Context, input: { modelId: string }): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const row = await ctx.db.prisma.model.findUnique({
    where: { id: input.modelId },
    include: {
      ...MODEL_INCLUDE,
      runs: {
        include: { experiment: { select: { name: true } } },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      },
    },
  })
  if (!row) throw new AppError("NOT_FOUND", "There is no such model.")
  const [model] = await presentModels(ctx, [row])
  return {
    ...(model as NonNullable<typeof model>),
    prices: row.prices.map(presentPrice),
    runs: row.runs.map((run) => ({
      experimentId: run.experimentId,
      experimentName: run.experiment.name,
      runId: run.id,
      name: run.name,
      role: run.role,
      episodeCount: run.episodeCount,
      createdAt: run.createdAt.toISOString(),
    })),
  }
}

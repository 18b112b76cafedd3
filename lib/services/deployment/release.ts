import { z } from "zod"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requestStop } from "@/lib/services/deployment/request-stop"

const configSchema = z.object({ model: z.string(), weights: z.string().optional() })

/** What a provider calls the trained weights, whichever endpoint serves them now. @throws AppError CONFLICT without a model. */
export async function readWeights(ctx: Context, { modelId }: FineTune): Promise<string> {
  const model = modelId ? await ctx.db.prisma.model.findUnique({ where: { id: modelId } }) : null
  const config = configSchema.safeParse(model?.config).data
  if (!config) throw new AppError("CONFLICT", "Training left no model: retry from training.")
  return config.weights ?? config.model
}

/** Ends every deployment of a fine-tune that still runs. */
export async function releaseDeployments(
  ctx: Context,
  { experimentId, id: fineTuneId }: Pick<FineTune, "experimentId" | "id">,
): Promise<void> {
  const rows = await ctx.db.prisma.deployment.findMany({
    where: { experimentId, fineTuneId, stoppedAt: null },
    select: { id: true },
  })
  for (const { id } of rows) await requestStop(ctx, id)
}

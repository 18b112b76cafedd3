import type { z } from "zod"
import type { createPrice as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { requirePermission } from "@/lib/domain/policy"
import { recomputeCostJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { getModel } from "@/lib/services/model/get"

/** Adds the price that counts from now on; costs that no source reported follow in the background. */
export async function createPrice(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "model.write")
  await getModel(ctx, input)
  await ctx.db.prisma.price.create({
    data: {
      ...input,
      id: newId(),
      sourceDate: new Date(input.sourceDate),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    },
  })
  await enqueueJob(ctx.db, recomputeCostJob, { modelId: input.modelId })
  return getModel(ctx, input)
}

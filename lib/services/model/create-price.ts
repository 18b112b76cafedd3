import type { z } from "zod"
import type { createPrice as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { requirePermission } from "@/lib/domain/policy"
import { recomputeCostJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { getModel } from "@/lib/services/model/get"

/** Adds the price that counts from now on; costs that no source reported follow in the background. */
export async function createPrice(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "model.write")
  const { name, price: before } = await getModel(ctx, input)
  const { modelId, ...after } = input
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.price.create({
      data: {
        ...input,
        id: newId(),
        sourceDate: new Date(input.sourceDate),
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      },
    })
    const subject = { subjectId: modelId, subjectName: name }
    await recordActivity(ctx, tx, { name: "price.create", ...subject, ...(before ? { before } : {}), after })
  })
  await enqueueJob(ctx.db, recomputeCostJob, { modelId: input.modelId })
  return getModel(ctx, input)
}

import type { z } from "zod"
import type { updateModel as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { requireConnection } from "@/lib/services/connection/require-connection"
import { getModel } from "@/lib/services/model/get"

/** @throws AppError NOT_FOUND, CONFLICT when the name is taken. */
export async function updateModel(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "model.write")
  const { modelId, sunsetAt, config, ...fields } = input
  await getModel(ctx, { modelId })
  if (fields.connectionId) await requireConnection(ctx, fields.connectionId)
  const data: Prisma.ModelUncheckedUpdateInput = {
    ...fields,
    ...(config === undefined ? {} : { config: config as Prisma.InputJsonObject }),
    ...(sunsetAt === undefined ? {} : { sunsetAt: sunsetAt === null ? null : new Date(sunsetAt) }),
  }
  await asConflict(
    ctx.db.prisma.model.update({ where: { id: modelId }, data }),
    `There is already a model called "${fields.name}".`,
  )
  return getModel(ctx, { modelId })
}

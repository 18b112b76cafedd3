import type { z } from "zod"
import type { createModel as route } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import type { Price } from "@/lib/domain/pricing/price"
import { requireConnection } from "@/lib/services/connection/require-connection"
import { getModel } from "@/lib/services/model/get"
import { lookupModel } from "@/lib/services/model/lookup-price"

type Input = z.output<(typeof route)["input"]>

function toPriceRow(ctx: Context, price: Price) {
  const sourceDate = new Date(price.sourceDate)
  return { ...price, id: newId(), sourceDate, createdById: ctx.actor.userId, createdAt: ctx.now() }
}

/** The row of a new model, with its price where the public price table knows the name. */
export function draftModel(ctx: Context, input: Input): Prisma.ModelUncheckedCreateInput {
  const known = lookupModel(input.name)
  const { sunsetAt, config, ...fields } = input
  return {
    ...fields,
    id: newId(),
    provider: input.provider ?? known?.provider ?? "unknown",
    config: (config ?? {}) as Prisma.InputJsonObject,
    sunsetAt: sunsetAt ? new Date(sunsetAt) : null,
    createdAt: ctx.now(),
    ...(known?.price ? { prices: { create: toPriceRow(ctx, known.price) } } : {}),
  }
}

/** @throws AppError CONFLICT when the name is taken, NOT_FOUND for a connection that does not exist. */
export async function createModel(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "model.write")
  if (input.connectionId) await requireConnection(ctx, input.connectionId)
  const row = await asConflict(
    ctx.db.prisma.model.create({ data: draftModel(ctx, input) }),
    `There is already a model called "${input.name}".`,
  )
  return getModel(ctx, { modelId: row.id })
}

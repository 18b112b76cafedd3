import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { CONNECTION_PROVIDER, createConnectionPolicy } from "@/lib/services/connection/create-policy"
import { readCurrentPrice } from "@/lib/services/model/current-price"

/** A model that can judge, ready to be asked. @throws AppError NOT_FOUND, UNSUPPORTED */
export async function openJudgeModel(
  ctx: Context,
  modelId: string,
): Promise<{ model: Model; policy: Policy }> {
  const model = await ctx.db.prisma.model.findUnique({ where: { id: modelId } })
  if (!model) throw new AppError("NOT_FOUND", "There is no such model.")
  if (model.provider !== CONNECTION_PROVIDER) {
    throw new AppError("UNSUPPORTED", `${model.name} cannot judge: a judge is a model behind a connection.`)
  }
  return { model, policy: await createConnectionPolicy(ctx, model) }
}

/** @throws AppError INVALID_INPUT for a budget that nothing could be counted against. */
export async function requirePriceFor(
  ctx: Context,
  modelId: string,
  budgetUsd: number | null,
): Promise<void> {
  if (budgetUsd === null) return
  const price = await readCurrentPrice(ctx.db, modelId)
  if (price && !price.notional) return
  const message = "A budget needs a price of the model: without one, nobody knows what is spent."
  throw new AppError("INVALID_INPUT", message, [{ path: "budgetUsd", message }])
}

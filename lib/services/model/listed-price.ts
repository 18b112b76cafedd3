import { z } from "zod"
import type { ListedPrice } from "@/lib/contracts/prices"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { toPrice } from "@/lib/services/model/current-price"
import { lookupModel } from "@/lib/services/model/lookup-price"
import { MODEL_INCLUDE } from "@/lib/services/model/present-model"

/** A price of the list by its id. @throws AppError NOT_FOUND */
export async function requireListedPrice(ctx: Context, priceId: string): Promise<ListedPrice> {
  const found = z.uuid().safeParse(priceId).success
    ? await findModelPrice(ctx, priceId)
    : findTablePrice(priceId)
  if (!found) throw new AppError("NOT_FOUND", `No listed price is called ${priceId.slice(0, 100)}.`)
  return found
}

async function findModelPrice(ctx: Context, modelId: string): Promise<ListedPrice | null> {
  const model = await ctx.db.prisma.model.findUnique({ where: { id: modelId }, include: MODEL_INCLUDE })
  const row = model?.prices[0]
  if (!model || !row) return null
  return { ...toPrice(row), id: model.id, name: model.name, provider: model.provider, modelId: model.id }
}

function findTablePrice(priceId: string): ListedPrice | null {
  const [provider = "", ...rest] = priceId.split("/")
  const name = rest.join("/")
  const price = name ? lookupModel(name, provider)?.price : null
  return price ? { ...price, id: priceId, name, provider, modelId: null } : null
}

import { priceBySize, type TrainingPrice } from "@/lib/domain/pricing/training-price"
import { settingsSchema } from "@/lib/providers/fireworks/settings"

const one = (upTo: number, usd: number) => ({ upTo, lowUsdPerMTok: usd, highUsdPerMTok: usd })

/** LoRA, the only kind that is asked for here. */
const SUPERVISED = [one(16, 0.5), one(80, 3), one(300, 6), one(Number.POSITIVE_INFINITY, 10)]
const PREFERENCE = [one(16, 1), one(80, 6), one(300, 12)]

export function fireworksPrice({
  baseModel,
  config,
}: {
  baseModel: string
  config: unknown
}): TrainingPrice | null {
  const isPreference = settingsSchema.safeParse(config ?? {}).data?.method === "preference"
  const found = priceBySize(baseModel, isPreference ? PREFERENCE : SUPERVISED)
  return (
    found && {
      ...found,
      id: "fireworks",
      name: `Fireworks, ${baseModel}`,
      source: "fireworks.ai/pricing",
      sourceDate: "2026-10-07",
    }
  )
}

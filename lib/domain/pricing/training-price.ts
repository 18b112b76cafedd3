/** What a provider charges to train on a million tokens once (one epoch), and where that is from. */
export interface TrainingPrice {
  id: string
  name: string
  /** USD per million tokens and epoch; equal where the provider names one price. */
  lowUsdPerMTok: number
  highUsdPerMTok: number
  source: string
  /** ISO date on which the source said so. */
  sourceDate: string
}

/** Passes over the training rows that estimates assume: the usual default of hosted supervised fine-tuning. */
export const TRAINING_EPOCHS = 3

function price(
  id: string,
  name: string,
  [low, high]: readonly [number, number],
  [source, sourceDate]: readonly [string, string],
): TrainingPrice {
  return { id, name, lowUsdPerMTok: low, highUsdPerMTok: high, source, sourceDate }
}

export const TRAINING_PRICES: readonly TrainingPrice[] = [
  price("local", "This machine", [0, 0], ["no provider bills it", "2026-11-23"]),
  price("tinker-qwen3-8b", "Tinker, Qwen3-8B", [0.44, 0.44], ["tinker-docs", "2026-10-07"]),
  price("fireworks-16b", "Fireworks, up to 16B (LoRA)", [0.5, 0.5], ["fireworks.ai/pricing", "2026-10-07"]),
  price("together-16b", "Together, up to 16B", [0.48, 1.35], ["together.ai/pricing", "2026-05-08"]),
  price("fireworks-80b", "Fireworks, 16B to 80B (LoRA)", [3, 3], ["fireworks.ai/pricing", "2026-10-07"]),
  price("together-69b", "Together, 17B to 69B", [1.5, 4.12], ["together.ai/pricing", "2026-05-08"]),
]

export const TRAINING_PRICE_IDS = TRAINING_PRICES.map(({ id }) => id)

/** USD to train on so many tokens for `epochs` passes: billed tokens are tokens x epochs. Storage and hosting are not in it. */
export function trainingCostUsd(
  tokenCount: number,
  { lowUsdPerMTok, highUsdPerMTok }: Pick<TrainingPrice, "lowUsdPerMTok" | "highUsdPerMTok">,
  epochs: number = TRAINING_EPOCHS,
): { low: number; high: number } {
  const millions = (tokenCount * epochs) / 1e6
  return { low: millions * lowUsdPerMTok, high: millions * highUsdPerMTok }
}

/** Parameters in billions by the name of a model, the first number before a B: total, also for mixtures; null where it has none. */
export function sizeOf(baseModel: string): number | null {
  const found = /(?:^|[^a-z0-9.])(\d+(?:\.\d+)?)b(?![a-z])/i.exec(baseModel)
  return found?.[1] === undefined ? null : Number(found[1])
}

/** A price of its own for each size of model: the first whose `upTo` (billions) is not below it. */
export type SizedPrice = { upTo: number } & Pick<TrainingPrice, "lowUsdPerMTok" | "highUsdPerMTok">

export function priceBySize(
  baseModel: string,
  sizes: readonly SizedPrice[],
): Pick<TrainingPrice, "lowUsdPerMTok" | "highUsdPerMTok"> | null {
  const size = sizeOf(baseModel)
  return size === null ? null : (sizes.find(({ upTo }) => size <= upTo) ?? null)
}

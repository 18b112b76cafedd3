import type { Price } from "@/lib/domain/pricing/price"
import type { TrainingPrice } from "@/lib/domain/pricing/training-price"

/** USD per million tokens and epoch, as far as two pages besides OpenAI's own agree on it. */
const TRAINING: [RegExp, number][] = [
  [/^gpt-4\.1-2025/, 25],
  [/^gpt-4o-2024/, 25],
  [/^gpt-4o-mini-2024/, 3],
]

export function openaiPrice({ baseModel }: { baseModel: string }): TrainingPrice | null {
  const usd = TRAINING.find(([pattern]) => pattern.test(baseModel))?.[1]
  if (usd === undefined) return null
  return {
    id: "openai",
    name: `OpenAI, ${baseModel}`,
    lowUsdPerMTok: usd,
    highUsdPerMTok: usd,
    source: "pages quoting openai.com/api/pricing",
    sourceDate: "2026-11-22",
  }
}

/** Tuned models that the public price table does not have. */
const TUNED: [RegExp, [number, number, number]][] = [
  [/^gpt-4\.1-2025/, [3, 0.75, 12]],
  [/^gpt-4\.1-mini-2025/, [0.8, 0.2, 3.2]],
]

/** USD per million tokens of calls to a fine-tune, which costs more than its base. */
export function openaiServingPrice(baseModel: string, lookup: (name: string) => Price | null): Price | null {
  const found = TUNED.find(([pattern]) => pattern.test(baseModel))?.[1]
  if (!found) return lookup(`ft:${baseModel}`)
  const [inputUsdPerMTok, cachedUsdPerMTok, outputUsdPerMTok] = found
  return {
    inputUsdPerMTok,
    cachedUsdPerMTok,
    outputUsdPerMTok,
    source: "oreateai.com, quoting openai.com/api/pricing",
    sourceDate: "2026-11-29",
    notional: false,
  }
}

const TARGET_EPOCHS = 3
const FEWEST_EXAMPLES = 100
const MOST_EXAMPLES = 25_000
const MOST_EPOCHS = 25

/**
 * The passes that OpenAI chooses where the number is left to it: three, more for few rows and fewer for many.
 * Source: OpenAI's cookbook, "Data preparation and analysis for chat model fine-tuning", read 2026-11-29.
 */
export function defaultEpochs(rowCount: number): number {
  if (rowCount === 0) return TARGET_EPOCHS
  if (rowCount * TARGET_EPOCHS < FEWEST_EXAMPLES) {
    return Math.min(MOST_EPOCHS, Math.floor(FEWEST_EXAMPLES / rowCount))
  }
  if (rowCount * TARGET_EPOCHS > MOST_EXAMPLES) return Math.max(1, Math.floor(MOST_EXAMPLES / rowCount))
  return TARGET_EPOCHS
}

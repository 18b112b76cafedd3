import { priceBySize, type TrainingPrice } from "@/lib/domain/pricing/training-price"

/** From the cheapest to the dearest of its methods, which its estimate endpoint tells apart once the file is there. */
const SIZES = [
  { upTo: 16, lowUsdPerMTok: 0.48, highUsdPerMTok: 1.35 },
  { upTo: 69, lowUsdPerMTok: 1.5, highUsdPerMTok: 4.12 },
  { upTo: 100, lowUsdPerMTok: 2.9, highUsdPerMTok: 8 },
]

export function togetherPrice({ baseModel }: { baseModel: string }): TrainingPrice | null {
  const found = priceBySize(baseModel, SIZES)
  return (
    found && {
      ...found,
      id: "together",
      name: `Together, ${baseModel}`,
      source: "together.ai/pricing",
      sourceDate: "2026-05-08",
    }
  )
}

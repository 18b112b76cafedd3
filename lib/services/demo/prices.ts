import type { Price } from "@/lib/domain/pricing/price"

/** What the demo's teachers would bill if they were this model. */
export const TEACHER_PRICE: Price = {
  inputUsdPerMTok: 2,
  cachedUsdPerMTok: 0.5,
  outputUsdPerMTok: 8,
  source: "GPT-4.1 list price (pydantic/genai-prices 0.1.8)",
  sourceDate: "2026-11-22",
  notional: true,
}

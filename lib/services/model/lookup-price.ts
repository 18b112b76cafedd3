import { calcPrice, type ModelPrice } from "@pydantic/genai-prices"
import type { Price } from "@/lib/domain/pricing/price"

/** The public price table that ships with the product; a test holds this to the installed version. */
export const PRICE_TABLE = { version: "0.1.8", date: "2026-09-23" } as const

export interface KnownModel {
  provider: string
  price: Price | null
}

/** Tiered prices count by their base: the price of short prompts. */
function readUsd(price: ModelPrice, key: string): number | null {
  const value = price[key]
  return typeof value === "object" ? value.base : (value ?? null)
}

/** What the public price table knows of a model by its name; null when it does not know the name. */
export function lookupModel(name: string): KnownModel | null {
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, name)
  if (!found) return null
  const input = readUsd(found.model_price, "input_mtok")
  const output = readUsd(found.model_price, "output_mtok")
  const provider = found.provider.id
  if (input === null || output === null) return { provider, price: null }
  return {
    provider,
    price: {
      inputUsdPerMTok: input,
      cachedUsdPerMTok: readUsd(found.model_price, "cache_read_mtok"),
      outputUsdPerMTok: output,
      source: `genai-prices ${PRICE_TABLE.version}`,
      sourceDate: PRICE_TABLE.date,
      notional: false,
    },
  }
}

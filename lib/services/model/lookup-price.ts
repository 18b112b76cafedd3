import { calcPrice, findProvider, type ModelPrice } from "@pydantic/genai-prices"
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

/** What the public price table knows of a model by its name; null when it does not know the name, or not at this provider. */
export function lookupModel(name: string, providerId?: string): KnownModel | null {
  if (providerId !== undefined && !findProvider({ providerId })) return null
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, name, providerId ? { providerId } : {})
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

/** In tokens, of a model by its name; null where the public price table does not say. */
export function lookupContextWindow(name: string, providerId?: string): number | null {
  if (providerId !== undefined && !findProvider({ providerId })) return null
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, name, providerId ? { providerId } : {})
  return found?.model.context_window ?? null
}

/** Whose prices are listed: makers and hosts of models, not the resellers of all of them. */
const PROVIDERS = [
  ...["openai", "anthropic", "google", "mistral", "deepseek", "x-ai", "cohere", "moonshotai"],
  ...["fireworks", "together", "groq", "cerebras", "novita"],
]

/** These bill by more than their text, are a pattern of names, or complete texts as before chat. */
const NOT_FOR_CHAT =
  /audio|realtime|transcribe|tts|image|embed|vision|:extended|ft[:-]|^(ada|babbage|curie|davinci|computer-use)$/

export interface TablePrice extends Price {
  /** `provider/name`, as `lookupModel` finds it. */
  id: string
  name: string
  provider: string
}

/** The public price table by provider and name, without models that are on their way out or bill for more than text. */
export function listTablePrices(): TablePrice[] {
  return PROVIDERS.flatMap((provider) =>
    (findProvider({ providerId: provider })?.models ?? [])
      .filter(({ id, deprecated }) => !deprecated && !NOT_FOR_CHAT.test(id))
      .flatMap(({ id: name }) => {
        const price = lookupModel(name, provider)?.price
        return price && price.outputUsdPerMTok > 0
          ? [{ ...price, id: `${provider}/${name}`, name, provider }]
          : []
      }),
  )
}

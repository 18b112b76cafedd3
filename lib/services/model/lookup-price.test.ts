import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import {
  listTablePrices,
  lookupContextWindow,
  lookupModel,
  PRICE_TABLE,
} from "@/lib/services/model/lookup-price"

it("knows a model of the public table with its provider and price", () => {
  expect(lookupModel("gpt-4o")).toMatchObject({
    provider: "openai",
    price: {
      inputUsdPerMTok: 2.5,
      cachedUsdPerMTok: 1.25,
      outputUsdPerMTok: 10,
      sourceDate: PRICE_TABLE.date,
    },
  })
})

it("takes the base of tiered prices", () => {
  expect(lookupModel("claude-sonnet-4-5")?.price).toMatchObject({ inputUsdPerMTok: 3, outputUsdPerMTok: 15 })
})

it("says nothing about a name it does not know", () => {
  expect(lookupModel("our own little student")).toBeNull()
})

it("lists the table by provider and name, each once, as the look-up finds it", () => {
  const listed = listTablePrices()
  expect(listed.length).toBeGreaterThan(100)
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
  for (const { id, name, provider, ...price } of listed) {
    expect(lookupModel(name, provider), id).toEqual({ provider, price })
  }
  expect(lookupModel("gpt-4o", "nobody")).toBeNull()
})

it("dates the table by the version that is installed", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"))
  expect(dependencies["@pydantic/genai-prices"]).toBe(PRICE_TABLE.version)
})

it("knows the context window of listed models only", () => {
  expect(lookupContextWindow("gpt-4.1-mini")).toBe(1_000_000)
  expect(lookupContextWindow("gpt-4.1-mini", "no such provider")).toBeNull()
  expect(lookupContextWindow("nobody's model")).toBeNull()
})

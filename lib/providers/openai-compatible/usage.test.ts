import { describe, expect, test } from "vitest"
import { parseUsage, UNKNOWN_USAGE } from "@/lib/providers/openai-compatible/usage"

const sent = { bodyBytes: 1000, replyChars: 20 }
const honest = { prompt_tokens: 120, completion_tokens: 8, total_tokens: 128 }

describe("usage", () => {
  test("is what the endpoint says, with cached tokens in either form", () => {
    const known = { inputTokens: 120, cachedTokens: null, outputTokens: 8 }
    expect(parseUsage(honest, sent)).toEqual(known)
    const cached = { ...known, cachedTokens: 64 }
    expect(parseUsage({ ...honest, prompt_tokens_details: { cached_tokens: 64 } }, sent)).toEqual(cached)
    expect(parseUsage({ ...honest, prompt_cache_hit_tokens: 64 }, sent)).toEqual(cached)
  })

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "many"],
    ["a part only", { prompt_tokens: 4 }],
    ["negative counts", { ...honest, completion_tokens: -8 }],
    ["fractions", { ...honest, prompt_tokens: 1.5 }],
    ["words", { ...honest, prompt_tokens: "120" }],
    ["no input for a request", { ...honest, prompt_tokens: 0 }],
    ["no output for a reply", { ...honest, completion_tokens: 0 }],
    ["more input than was sent", { ...honest, prompt_tokens: 90_000 }],
    ["more output than can be", { ...honest, completion_tokens: 1e12 }],
    ["unsafe numbers", { ...honest, completion_tokens: 2 ** 60 }],
    ["more cached than sent", { ...honest, prompt_tokens_details: { cached_tokens: 121 } }],
  ])("is unknown when the endpoint says %s", (_, raw) => {
    expect(parseUsage(raw, sent)).toEqual(UNKNOWN_USAGE)
  })

  test("may be zero output for an empty reply", () => {
    expect(parseUsage({ ...honest, completion_tokens: 0 }, { ...sent, replyChars: 0 }).outputTokens).toBe(0)
  })
})

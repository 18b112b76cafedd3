import { expect, it } from "vitest"
import { countDigitTokens, templateOf, tokensUnder } from "@/lib/domain/pricing/chat-template"

it("knows families by the names that providers give them", () => {
  const nameOf = (model: string) => templateOf(model).name
  expect(nameOf("Qwen/Qwen3-8B")).toContain("Qwen")
  expect(nameOf("accounts/fireworks/models/qwen3-8b")).toContain("Qwen")
  expect(nameOf("openai/gpt-oss-20b")).toContain("gpt-oss")
  expect(nameOf("accounts/fireworks/models/llama-v3p1-8b-instruct")).toContain("Llama")
  expect(nameOf("meta-llama/Meta-Llama-3.1-8B-Instruct-Reference")).toContain("Llama")
  expect(nameOf("gemini-3.5-flash-lite")).toContain("Gemini")
  expect(nameOf("gpt-4.1-mini-2025-04-14")).toContain("OpenAI")
  expect(nameOf("open-model-8b")).toContain("unknown")
})

it("counts the wrapping of messages, calls and tools beside the text, and single digits: by hand", () => {
  // 1,000 tokens of text, 10 messages of 3 more, 4 calls, tools of 200 tokens.
  const row = { contentTokens: 1000, messages: 10, calls: 4, toolTokens: 200, digitTokens: 50 }
  const { low, high } = tokensUnder(templateOf("Qwen/Qwen3-8B"), row)
  // 10 x 5 + 4 x 13 + 77 = 179
  expect(low).toBeCloseTo(1250 * 0.97 + 179, 9)
  expect(high).toBeCloseTo(1250 * 1.02 + 179, 9)
  const bare = tokensUnder(templateOf("gpt-4.1-2025-04-14"), { ...row, calls: 0, toolTokens: 0 })
  expect(bare.high).toBeCloseTo(1000 + 30 + 3, 9)
})

it("counts digits beyond the first of every three", () => {
  expect(countDigitTokens("order W1234567, 42 pieces, 7 days")).toBe(4 + 1 + 0)
  expect(countDigitTokens("none")).toBe(0)
})

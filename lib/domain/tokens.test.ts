import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { describe, expect, it } from "vitest"
import { countMessageTokens, countTextTokens, countToolTokens } from "@/lib/domain/tokens"

describe("countTextTokens", () => {
  it.each([
    "",
    "Hello, world!",
    "def f(x):\n    return {'a': 1}\n",
    "Łódź 東京都 👩‍👩‍👧 1234567",
    "a".repeat(60),
  ])("agrees with the tokenizer on %j", (text) => {
    expect(countTextTokens(text)).toBe(countTokens(text))
  })

  it("takes special markers for text", () => {
    expect(countTextTokens("<|endoftext|>")).toBeGreaterThan(1)
  })

  it.each(["x", " ", ".", "漢字", "\n", "\u0301"])(
    "counts half a million characters of %j in linear time",
    (unit) => {
      const short = unit.repeat(64 * 20)
      const long = unit.repeat(Math.floor(500_000 / unit.length / 1280) * 1280)
      const pieces = long.length / short.length
      expect(countTextTokens(long)).toBe(countTextTokens(short) * pieces)
    },
  )
})

describe("countMessageTokens", () => {
  it("counts text, reasoning, and the names and arguments of tool calls, each once, and three for the message", () => {
    const call = {
      id: "call_1",
      type: "function" as const,
      function: { name: "look_up", arguments: '{"a":1}' },
    }
    const parts = ["Let me see.", "Hm.", "look_up", '{"a":1}'].map(countTextTokens)
    expect(
      countMessageTokens({
        role: "assistant",
        content: "Let me see.",
        reasoning: "Hm.",
        tool_calls: [call],
      }),
    ).toBe(3 + parts.reduce((sum, part) => sum + part, 0))
    expect(countMessageTokens({ role: "assistant", content: null })).toBe(3)
  })
})

describe("countToolTokens", () => {
  it("counts definitions as JSON, and none as nothing", () => {
    const tools = [{ type: "function" as const, function: { name: "f" } }]
    expect(countToolTokens(tools)).toBe(countTokens(JSON.stringify(tools)))
    expect(countToolTokens([])).toBe(0)
  })
})

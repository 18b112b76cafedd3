import { describe, expect, it } from "vitest"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { countMessageTokens, countToolTokens } from "@/lib/domain/tokens/message-tokens"

describe("countMessageTokens", () => {
  it("counts text, reasoning, and the names and arguments of tool calls, each once", () => {
    const call = {
      id: "call_1",
      type: "function" as const,
      function: { name: "look_up", arguments: '{"a":1}' },
    }
    const parts = ["Let me see.", "Hm.", "look_up", '{"a":1}'].map(countTokens)
    expect(
      countMessageTokens({
        role: "assistant",
        content: "Let me see.",
        reasoning: "Hm.",
        tool_calls: [call],
      }),
    ).toBe(parts.reduce((sum, part) => sum + part, 0))
    expect(countMessageTokens({ role: "assistant", content: null })).toBe(0)
  })
})

describe("countToolTokens", () => {
  it("counts definitions as JSON, and none as nothing", () => {
    const tools = [{ type: "function" as const, function: { name: "f" } }]
    expect(countToolTokens(tools)).toBe(countTokens(JSON.stringify(tools)))
    expect(countToolTokens([])).toBe(0)
  })
})

import { describe, expect, it } from "vitest"
import { countMessageTokens, countTokens } from "@/lib/services/episode/count-tokens"

describe("countTokens", () => {
  it("counts in the o200k encoding", () => {
    expect(countTokens("hello world")).toBe(2)
    expect(countTokens("")).toBe(0)
  })

  it("reads end-of-text markers as text", () => {
    expect(countTokens("<|endoftext|>")).toBeGreaterThan(1)
  })

  // An encoder that merges over the whole run takes minutes, and the test its time limit.
  it("counts one long unbroken run in pieces", () => {
    expect(countTokens("ab".repeat(100_000))).toBeGreaterThan(10_000)
  })
})

describe("countMessageTokens", () => {
  it("adds content, reasoning and tool calls", () => {
    const message = {
      role: "assistant" as const,
      content: "hello world",
      reasoning: "hello",
      tool_calls: [{ id: "a", type: "function" as const, function: { name: "find", arguments: "{}" } }],
    }
    expect(countMessageTokens(message)).toBe(2 + 1 + 1 + countTokens("{}"))
  })
})

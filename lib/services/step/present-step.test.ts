import { expect, it } from "vitest"
import type { StepRow } from "@/lib/db/step.sql"
import { presentStep } from "@/lib/services/step/present-step"

const row: StepRow = {
  idx: 0,
  text: '{"role":"assistant","content":"abcdef","reasoning":"xyz","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{\\"k\\":1}"}}]}',
  promptId: null,
  contentTokens: 3,
  inputTokens: null,
  cachedTokens: null,
  outputTokens: null,
  latencyMs: null,
  firstTokenMs: null,
  costMicro: 1_500_000,
  reward: null,
  isError: false,
}

it("gives a short step whole, with its cost in dollars", () => {
  const step = presentStep(row, 100)
  expect(step).toMatchObject({ omittedChars: 0, costUsd: 1.5, message: { content: "abcdef" } })
})

it("cuts every text and says how much is left out", () => {
  const step = presentStep(row, 4)
  expect(step.message).toMatchObject({
    content: "abcd",
    reasoning: "xyz",
    tool_calls: [{ function: { arguments: '{"k"' } }],
  })
  expect(step.omittedChars).toBe(2 + 3)
})

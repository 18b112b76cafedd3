import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type CountedMessage, estimateUsageFromPrefixSums } from "@/lib/domain/pricing/usage"

const message = fc.record<CountedMessage>({
  role: fc.constantFrom("system", "user", "assistant", "tool"),
  tokens: fc.nat(500),
})

describe("estimateUsageFromPrefixSums", () => {
  it("charges each call its prefix: (20+100+10) + (20+100+10+5+30) in, 5 + 7 out", () => {
    const messages: CountedMessage[] = [
      { role: "system", tokens: 100 },
      { role: "user", tokens: 10 },
      { role: "assistant", tokens: 5 },
      { role: "tool", tokens: 30 },
      { role: "assistant", tokens: 7 },
      { role: "user", tokens: 9 },
    ]
    const usage = estimateUsageFromPrefixSums(messages, 20)
    expect(usage).toEqual({ inputTokens: 295, cachedTokens: null, outputTokens: 12 })
  })

  it("equals the sum over calls of everything before them", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), fc.nat(1000), (messages, toolTokens) => {
        let expected = 0
        messages.forEach(({ role }, index) => {
          if (role !== "assistant") return
          expected += messages.slice(0, index).reduce((sum, earlier) => sum + earlier.tokens, toolTokens)
        })
        expect(estimateUsageFromPrefixSums(messages, toolTokens).inputTokens).toBe(expected)
      }),
    )
  })
})

import fc from "fast-check"
import { expect, it } from "vitest"
import { countMatches, findPattern } from "@/lib/domain/find-text"
import type { Message } from "@/lib/domain/message"

const count = (message: Message, text: string) => countMatches(message, findPattern(text))

it("takes every character as it is written", () => {
  const unit = fc.constantFrom(..."\\^$.*+?()[]{}|/-,=!<>aAé😀 \n")
  const anyText = fc.string({ unit, minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(anyText, fc.string({ unit }), (text, around) => {
      expect(count({ role: "user", content: `${around}${text}${around}` }, text)).toBeGreaterThan(0)
    }),
  )
  expect(count({ role: "user", content: "a.c abc A.C" }, "a.c")).toBe(2)
  expect(count({ role: "user", content: "1-2/3 [x] (y) $5" }, "1-2/3 [x] (y) $5")).toBe(1)
})

it("looks into reasoning, words, tools and arguments as they are shown", () => {
  const message: Message = {
    role: "assistant",
    content: "Order found",
    reasoning: "The order?",
    tool_calls: [
      {
        id: "order",
        type: "function",
        function: { name: "get_order", arguments: '{"q":"caf\\u00e9 order"}' },
      },
      { id: "b", type: "function", function: { name: "say", arguments: "order of no JSON" } },
    ],
  }
  expect(count(message, "order")).toBe(5)
  expect(count(message, "café")).toBe(1)
  expect(count(message, 'q: "caf')).toBe(1)
  expect(count({ role: "assistant", content: null }, "null")).toBe(0)
})

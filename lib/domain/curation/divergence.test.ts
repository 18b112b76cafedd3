import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { findCut } from "@/lib/domain/curation/divergence"
import type { Message } from "@/lib/domain/message"

const user = (content: string): Message => ({ role: "user", content })
const say = (content: string, reasoning?: string): Message => ({
  role: "assistant",
  content,
  ...(reasoning === undefined ? {} : { reasoning }),
})
const call = (id: string, text: string, content: string | null = null): Message => ({
  role: "assistant",
  content,
  tool_calls: [{ id, type: "function", function: { name: "go", arguments: text } }],
})
const result = (tool_call_id: string, content: string): Message => ({ role: "tool", tool_call_id, content })

describe("the first divergent step", () => {
  it("is the first reply that differs after the same messages", () => {
    const left = [user("q"), call("a", '{"to":1}'), result("a", "wall"), say("left")]
    const right = [user("q"), call("a", '{"to":1}'), result("a", "wall"), say("right"), user("?")]
    expect(findCut(left, right)).toEqual({ ok: true, step: 3 })
  })

  it("does not count call ids, reasoning, empty text, spacing or field order of arguments", () => {
    const left = [
      user("q"),
      call("call_x", '{"a":1,"b":{"c":2,"d":3}}'),
      result("call_x", "ok"),
      say("one", "hm"),
    ]
    const right = [
      user("q"),
      call("call_y", '{ "b": {"d":3,"c":2}, "a": 1 }', ""),
      result("call_y", "ok"),
      say("two"),
    ]
    expect(findCut(left, right)).toEqual({ ok: true, step: 3 })
  })

  it("counts which call a result answers", () => {
    const two = (first: string, second: string): Message[] => [
      user("q"),
      {
        role: "assistant",
        content: null,
        tool_calls: ["a", "b"].map((id) => ({
          id,
          type: "function" as const,
          function: { name: "go", arguments: "{}" },
        })),
      },
      result(first, "ok"),
      result(second, "ok"),
    ]
    expect(findCut(two("a", "b"), two("b", "a"))).toEqual({ ok: false, reason: "observation" })
  })

  it("is none where the environment said different things first, one was over, both are alike, or nothing came before", () => {
    expect(
      findCut([user("q"), say("x"), user("a"), say("y")], [user("q"), say("x"), user("b"), say("z")]),
    ).toEqual({ ok: false, reason: "observation" })
    expect(findCut([user("q"), say("x")], [user("q"), say("x"), user("a"), say("y")])).toEqual({
      ok: false,
      reason: "ended",
    })
    expect(findCut([user("q"), say("x", "a")], [user("q"), say("x", "b")])).toEqual({
      ok: false,
      reason: "same",
    })
    expect(findCut([say("x")], [say("y")])).toEqual({ ok: false, reason: "start" })
  })

  it("finds the same step from either side, and equal prompts before it", () => {
    const anyMessages = fc.array(
      fc.oneof(
        fc.constantFrom("a", "b").map((content) => say(content)),
        fc.constantFrom("u", "u", "u", "v").map(user),
        fc.constantFrom("{}", '{"a":1}').map((text) => call("id", text)),
      ),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(anyMessages, anyMessages, (left, right) => {
        const cut = findCut(left, right)
        expect(findCut(right, left)).toEqual(cut)
        if (!cut.ok) return
        expect(left.slice(0, cut.step)).toEqual(right.slice(0, cut.step))
        expect(left[cut.step]).not.toEqual(right[cut.step])
        expect([left[cut.step]?.role, right[cut.step]?.role]).toEqual(["assistant", "assistant"])
      }),
    )
  })
})

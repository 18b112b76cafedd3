import { describe, expect, it } from "vitest"
import { canonicalMessage, hashableConversation } from "@/lib/domain/canonical-message"
import type { Message } from "@/lib/domain/message"

const call = (id: string): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id, type: "function", function: { name: "find", arguments: '{"q":1}' } }],
})

describe("canonicalMessage", () => {
  it("orders the fields and drops what it does not know", () => {
    const message = { content: "hello", extra: 1, role: "user" } as unknown as Message
    expect(canonicalMessage(message)).toBe('{"role":"user","content":"hello"}')
  })

  it("leaves an empty list of tool calls out", () => {
    expect(canonicalMessage({ role: "assistant", content: "x", tool_calls: [] })).toBe(
      '{"role":"assistant","content":"x"}',
    )
  })

  it("escapes what Postgres text cannot hold", () => {
    expect(canonicalMessage({ role: "user", content: "\u0000\ud800" })).toBe(
      '{"role":"user","content":"\\u0000\\ud800"}',
    )
  })

  it("parses back to the message", () => {
    const message: Message = { role: "tool", tool_call_id: "a", name: "find", content: "é\n" }
    expect(JSON.parse(canonicalMessage(message))).toEqual(message)
  })
})

describe("hashableConversation", () => {
  const answer = (id: string): Message => ({ role: "tool", tool_call_id: id, content: "found" })

  it("is equal for conversations that differ only in the ids of their calls", () => {
    expect(hashableConversation([call("call_x"), answer("call_x")])).toBe(
      hashableConversation([call("call_y"), answer("call_y")]),
    )
  })

  it("tells apart which call a result answers", () => {
    const both = [call("a"), call("b")]
    expect(hashableConversation([...both, answer("a")])).not.toBe(
      hashableConversation([...both, answer("b")]),
    )
  })
})

import { describe, expect, it } from "vitest"
import type { Message, ToolCall, ToolDefinition } from "@/lib/domain/message"
import { type ConversationRules, checkConversation } from "@/lib/exporters/check-conversation"

const STRICT: ConversationRules = {
  arguments: "object",
  functionNames: true,
  systemFirst: true,
  startsWithUser: true,
  alternates: true,
  textNeeded: true,
}
const LAX: ConversationRules = {
  arguments: "json",
  functionNames: false,
  systemFirst: false,
  startsWithUser: false,
  alternates: false,
  textNeeded: false,
}

const tool: ToolDefinition = { type: "function", function: { name: "look_up" } }
const call: ToolCall = { id: "c1", type: "function", function: { name: "look_up", arguments: '{"id":1}' } }
const system: Message = { role: "system", content: "Policy" }
const user: Message = { role: "user", content: "Hi" }
const said: Message = { role: "assistant", content: "ok" }
const result: Message = { role: "tool", tool_call_id: "c1", content: "x" }
const calling = (...calls: ToolCall[]): Message => ({ role: "assistant", content: null, tool_calls: calls })
const named = (name: string, text = "{}"): ToolCall => ({ ...call, function: { name, arguments: text } })

function problemsOf(
  messages: Message[],
  rules: ConversationRules,
  tools: ToolDefinition[] = [tool],
): string[] {
  return checkConversation(messages, tools, rules).map(
    ({ severity, step, message }) => `${severity} ${step}: ${message}`,
  )
}

describe("checkConversation", () => {
  it("finds nothing wrong with a conversation that keeps every rule", () => {
    expect(problemsOf([system, user, calling(call), result, said, user, said], STRICT)).toEqual([])
  })

  it("lets a row end with tool calls, which nobody has answered yet", () => {
    expect(problemsOf([user, calling(call)], STRICT)).toEqual([])
  })

  it.each<[Message[], string]>([
    [
      [user, calling(call, { ...call, id: "c2" }), result, said],
      "error 3: Tool calls without an answer before this message: 1.",
    ],
    [[user, result, said], "error 1: The tool message answers no call of the reply before it."],
    [[user, calling(call, call), result, said], "error 1: Two calls of one message share an id."],
    [[user, { role: "assistant", content: "" }], "error 1: The reply has neither text nor tool calls."],
    [[user, calling(named("look_up", "{'id': 1}"))], "error 1: The arguments of a call are no JSON."],
    [[user, calling(named("other"))], "warning 1: other is not among the row's tools."],
  ])("finds what is wrong in any format with %j", (messages, problem) => {
    expect(problemsOf(messages, LAX)).toEqual([problem])
    expect(problemsOf(messages, STRICT)).toContain(problem)
  })

  it.each<[Message[], string]>([
    [[user, calling(named("look_up", "[1]"))], "error 1: The arguments of a call are no JSON object."],
    [
      [user, calling(named("look up"))],
      "error 1: The function look up needs a name of 1-64 letters, digits, _ or -.",
    ],
    [[user, said, system], "error 2: A system message may only come first."],
    [[system, said], "error 1: The user has to speak first."],
    [[user, user, said], "error 1: The assistant has to speak between two messages of others."],
    [[user, said, said], "error 2: Two messages of the assistant follow each other."],
    [[{ role: "user", content: "" }, said], "error 0: The message has no text."],
  ])("finds what only strict formats refuse in %j", (messages, problem) => {
    expect(problemsOf(messages, STRICT)).toEqual([problem])
    expect(problemsOf(messages, LAX).filter((text) => text.startsWith("error"))).toEqual([])
  })

  it("looks at the tools where the format names functions", () => {
    const odd: ToolDefinition = { type: "function", function: { name: "look up" } }
    expect(problemsOf([user, said], STRICT, [tool, tool])).toEqual(["error null: Two tools share a name."])
    expect(problemsOf([user, said], STRICT, [odd])).toHaveLength(1)
    expect(problemsOf([user, said], LAX, [odd, odd])).toEqual([])
  })
})

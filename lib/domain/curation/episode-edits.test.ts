import { describe, expect, test } from "vitest"
import {
  applyEdits,
  correctedReply,
  editsOf,
  readEdits,
  writeEdits,
} from "@/lib/domain/curation/episode-edits"
import type { CorrectionsRule, MaskRule } from "@/lib/domain/curation/rule"
import type { Message } from "@/lib/domain/message"

const call = (name: string): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name, arguments: "{}" } }],
})
const result = (content: string): Message => ({ role: "tool", tool_call_id: "c", content })

const messages: Message[] = [
  { role: "user", content: "Please." },
  call("look"),
  result("no such thing"),
  call("think"),
  result("ok"),
  { role: "assistant", content: "Done." },
]
const errors = messages.map((_, place) => place === 2)
const mask: MaskRule = { type: "mask", enabled: true, errors: true, labelled: true, tools: [] }
const corrections: CorrectionsRule = { type: "corrections", enabled: true }
const plain = { messages, errors, masks: new Set<number>(), corrections: new Map<number, string>() }

describe("edits of an episode", () => {
  test("mask replies that an error answered, that a label masks, or that call a tool", () => {
    expect(editsOf(plain, [mask])?.masked).toEqual([1])
    expect(editsOf({ ...plain, masks: new Set([0, 5]) }, [mask])?.masked).toEqual([1, 5])
    const byTool = { ...mask, errors: false, tools: ["think"] }
    expect(editsOf({ ...plain, masks: new Set([5]) }, [{ ...byTool, labelled: false }])?.masked).toEqual([3])
    expect(editsOf(plain, [{ ...byTool, tools: [] }])).toBeNull()
  })

  test("end the episode with its first corrected reply, which is trained on", () => {
    const corrected = {
      ...plain,
      corrections: new Map([
        [5, "Sorry."],
        [3, "I see."],
      ]),
      masks: new Set([3]),
    }
    const edits = editsOf(corrected, [mask, corrections])
    expect(edits).toEqual({
      masked: [1],
      correction: { step: 3, message: { role: "assistant", content: "I see." } },
    })
    expect(applyEdits(messages, edits)).toEqual([
      ...messages.slice(0, 3),
      { role: "assistant", content: "I see." },
    ])
    expect(readEdits(writeEdits(edits!))).toEqual(edits)
    expect(editsOf(corrected, [corrections])?.masked).toEqual([])
    expect(applyEdits(messages, null)).toBe(messages)
  })

  test("pass over corrections of what is no reply", () => {
    expect(editsOf({ ...plain, corrections: new Map([[4, "no"]]) }, [corrections])).toBeNull()
  })
})

test("the words of a correction are a reply, JSON of a reply with calls is that reply", () => {
  const calls = [{ id: "c", type: "function", function: { name: "look", arguments: '{"at":1}' } }]
  expect(correctedReply(JSON.stringify({ content: null, tool_calls: calls }))).toEqual({
    role: "assistant",
    content: null,
    tool_calls: calls,
  })
  for (const text of ["{}", "[1]", "{", '{"tool_calls":[{}]}', "null"]) {
    expect(correctedReply(text)).toEqual({ role: "assistant", content: text })
  }
})

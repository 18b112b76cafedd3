import { expect, it } from "vitest"
import { findEarlierCall } from "@/components/transcript/changes/find-earlier-call"
import type { StepRecord } from "@/lib/contracts/steps"
import { callKey } from "@/lib/domain/action-key"
import type { Message } from "@/lib/domain/message"

const call = (id: string, args: string) => ({
  id,
  type: "function" as const,
  function: { name: "look", arguments: args },
})
const step = (idx: number, message: Message) => ({ idx, message }) as StepRecord
const turn = (idx: number, id: string, args: string, content: string) => [
  step(idx, { role: "assistant", content: null, tool_calls: [call(id, args)] }),
  step(idx + 1, { role: "tool", tool_call_id: id, content }),
]

const steps = [...turn(0, "a", '{"id":1,"to":2}', "one"), ...turn(2, "b", '{"id":2}', "two")]
const later = [...turn(4, "a", '{"to": 2, "id": 1}', "three")]

it("is the last one of the same tool with the same arguments, however they are written", () => {
  const key = callKey(call("x", '{"to":2,"id":1}'))
  expect(findEarlierCall([steps, later], key, 5)).toEqual({ stepIdx: 1, text: "one" })
  expect(findEarlierCall([steps, later], key, 9)).toEqual({ stepIdx: 5, text: "three" })
  expect(findEarlierCall([steps, later], key, 1)).toBeNull()
  expect(findEarlierCall([steps], callKey(call("x", '{"id":3}')), 9)).toBeNull()
})

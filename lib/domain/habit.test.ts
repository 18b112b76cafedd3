import { expect, it } from "vitest"
import { toTurns } from "@/lib/domain/episode-turns"
import { findHabit, nameMoves, showsHabit } from "@/lib/domain/habit"
import type { Message } from "@/lib/domain/message"

const call = (name: string, x = 0): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name, arguments: JSON.stringify({ x }) } }],
})
const say: Message = { role: "assistant", content: "done" }
const hear: Message = { role: "user", content: "go" }
const turns = (...messages: Message[]) => toTurns([hear, ...messages])

it("is what the second does after what it did before they part", () => {
  const [left, right] = [turns(call("find"), call("look"), say), turns(call("find"), say)]
  const nameOf = nameMoves(left, right)
  expect(findHabit(left, right, nameOf)).toEqual({ after: "find", next: "words" })
  expect(findHabit(right, left, nameOf)).toEqual({ after: "find", next: "look" })
  expect(findHabit(left, left, nameOf)).toBeNull()
  expect(findHabit(turns(call("find"), call("look")), turns(), nameOf)).toEqual({
    after: "the start",
    next: "the end",
  })
})

it("is shown by attempts that do the same at any place", () => {
  const nameOf = nameMoves(turns(call("find"), call("look")))
  const habit = { after: "find", next: "words" }
  expect(showsHabit(turns(call("look"), call("find"), say), habit, nameOf)).toBe(3)
  expect(showsHabit(turns(call("find"), call("look"), say), habit, nameOf)).toBeNull()
  expect(showsHabit(turns(call("find")), { after: "find", next: "the end" }, nameOf)).toBe(1)
})

it("tells moves apart by their arguments where there is but one tool", () => {
  const [left, right] = [turns(call("act", 1), call("act", 2)), turns(call("act", 1), call("act", 3))]
  const nameOf = nameMoves(left, right)
  const habit = findHabit(left, right, nameOf)!
  expect(showsHabit(right, habit, nameOf)).toBe(2)
  expect(showsHabit(left, habit, nameOf)).toBeNull()
})

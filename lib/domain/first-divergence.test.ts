import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DivergenceTally, pairOutcome } from "@/lib/domain/divergence-tally"
import { diffEpisodes } from "@/lib/domain/episode-diff"
import { findFirstDivergence } from "@/lib/domain/first-divergence"
import type { Message } from "@/lib/domain/message"

const hear = (content: string): Message => ({ role: "user", content })
const say = (content: string): Message => ({ role: "assistant", content })
const result: Message = { role: "tool", tool_call_id: "c", content: "found" }
const call = (name: string, args: unknown = {}): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name, arguments: JSON.stringify(args) } }],
})

const before = [hear("q"), call("look", { id: 1 }), result]

describe("the first divergence of two attempts", () => {
  it("is another tool, other arguments, a call left out or one more", () => {
    const find = (left: Message[], right: Message[]) =>
      findFirstDivergence([...before, ...left], [...before, ...right])
    expect(find([call("a")], [call("b")])).toEqual({
      kind: "other_tool",
      action: 2,
      tool: "a",
      otherTool: "b",
      fields: [],
      change: null,
      left: 3,
      right: 3,
    })
    expect(find([call("a", { x: 1, y: "u" })], [call("a", { y: "v", x: 1 })])).toMatchObject({
      kind: "other_arguments",
      tool: "a",
      fields: ["y"],
      change: { from: "u", to: "v" },
    })
    expect(find([call("a", { x: 1 })], [call("a", { y: 1 })])).toMatchObject({
      fields: ["x", "y"],
      change: null,
    })
    expect(find([call("a")], [say("no")])).toMatchObject({ kind: "missing", tool: "a", left: 3, right: 3 })
    expect(find([say("no")], [call("a")])).toMatchObject({ kind: "extra", tool: "a" })
    expect(find([call("a")], [])).toMatchObject({ kind: "missing", tool: "a", right: null })
    expect(find([say("yes")], [say("no")])).toBeNull()
  })

  it("is in the words where nobody calls a tool", () => {
    const left = [hear("q"), say("one"), hear("more"), say("two")]
    const right = [hear("q"), say("one"), hear("more"), say("three")]
    expect(findFirstDivergence(left, right)).toMatchObject({ kind: "text", tool: null, action: 2, left: 3 })
  })

  it("reads the actions of a ReAct transcript, not its thoughts", () => {
    const left = [hear("q"), say("Thought: a\nAction: search[Ada]"), hear("found"), say("Action: finish[x]")]
    const right = [hear("q"), say("Thought: b\nAction: search[Ada]"), hear("found"), say("Action: finish[y]")]
    expect(findFirstDivergence(left, right)).toMatchObject({
      kind: "other_arguments",
      tool: "finish",
      action: 2,
      change: { from: "x", to: "y" },
    })
  })

  it("takes arguments that are no JSON object as they are written", () => {
    const raw = (text: string): Message => ({
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c", type: "function", function: { name: "run", arguments: text } }],
    })
    expect(findFirstDivergence([raw("{broken")], [raw("ls")])).toMatchObject({
      fields: ["arguments"],
      change: { from: "{broken", to: "ls" },
    })
  })
})

const anyEpisode = fc.array(
  fc.oneof(
    fc.constantFrom("u", "v").map(hear),
    fc.constantFrom("a", "b").map(say),
    fc.tuple(fc.constantFrom("f", "g"), fc.constantFrom(1, 2)).map(([name, x]) => call(name, { x })),
  ),
  { maxLength: 10 },
)

it("is the row that the alignment of both marks, and no other", () => {
  fc.assert(
    fc.property(anyEpisode, anyEpisode, (left, right) => {
      const { rows, firstDivergence } = diffEpisodes(left, right)
      const row = firstDivergence === null ? null : rows[firstDivergence]
      const found = findFirstDivergence(left, right)
      expect(found && [found.left, found.right]).toEqual(
        row ? [row.left?.from ?? null, row.right?.from ?? null] : null,
      )
    }),
  )
})

describe("the tally", () => {
  const pairOf = (taskNo: number, left: Message[], right: Message[], outcome = pairOutcome(true, false)) => ({
    taskNo,
    firstId: `a${taskNo}`,
    secondId: `b${taskNo}`,
    outcome,
    divergence: findFirstDivergence(left, right),
  })

  it("counts by tool and kind, by action and by outcome, with pairs to read", () => {
    const tally = new DivergenceTally()
    tally.add(pairOf(1, [call("a", { x: 1 })], [call("a", { x: 2 })]))
    tally.add(pairOf(2, [call("a", { x: 1 })], [call("a", { x: 2 })], pairOutcome(true, true)))
    tally.add(pairOf(3, [call("a", { x: 3 })], [call("a", { x: 4 })], pairOutcome(null, true)))
    tally.add(pairOf(4, before, [...before, call("b")], pairOutcome(false, true)))
    tally.add(pairOf(5, before, before, pairOutcome(false, false)))
    const { pairs, same, outcomes, points, actions } = tally.summarize()
    expect({ pairs, same }).toEqual({ pairs: 5, same: 1 })
    expect(outcomes).toEqual({ both_succeed: 1, both_fail: 1, only_first: 1, only_second: 1, unknown: 1 })
    expect(points.map(({ kind, tool, count }) => [kind, tool, count])).toEqual([
      ["other_arguments", "a", 3],
      ["extra", "b", 1],
    ])
    expect(points[0]?.changes).toEqual([
      { from: "1", to: "2", count: 2 },
      { from: "3", to: "4", count: 1 },
    ])
    expect(points[0]?.examples.map(({ taskNo }) => taskNo)).toEqual([1, 2, 3])
    expect(actions.map(({ action, count }) => [action, count])).toEqual([
      [1, 3],
      [2, 1],
    ])
  })

  it("stays small however many tools and values the models invent", () => {
    const tally = new DivergenceTally()
    for (let task = 0; task < 3000; task++) {
      tally.add(pairOf(task, [call(`tool ${task}`, { x: 0 })], [call(`tool ${task}`, { x: task + 1 })]))
      tally.add(pairOf(task, [call("same", { x: 0 })], [call("same", { x: task + 1 })]))
    }
    const { points, pairs } = tally.summarize()
    expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(pairs)
    expect(points.length).toBeLessThan(130)
    expect(JSON.stringify(points).length).toBeLessThan(100_000)
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { diffEpisodes } from "@/lib/domain/episode-diff"
import type { Message } from "@/lib/domain/message"

const hear = (content: string): Message => ({ role: "user", content })
const say = (content: string): Message => ({ role: "assistant", content })
const call = (name: string, args: object | string = {}): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [
    {
      id: `call-${Math.random()}`,
      type: "function",
      function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
    },
  ],
})
const result = (content: string): Message => ({ role: "tool", tool_call_id: "any", content })

const marks = (left: Message[], right: Message[]) => diffEpisodes(left, right).rows.map(({ match }) => match)

describe("two attempts at one task", () => {
  it("part where one calls another tool, and meet again where both do the same", () => {
    const left = [
      hear("q"),
      call("look", { id: 1 }),
      result("a"),
      call("look", { id: 2 }),
      result("b"),
      say("done"),
    ]
    const right = [
      hear("q"),
      call("look", '{ "id": 1 }'),
      result("a"),
      say("which?"),
      hear("that"),
      say("all done"),
    ]
    const { rows, firstDivergence } = diffEpisodes(left, right)
    expect(rows.map(({ left: one, right: other, match }) => [one?.from, other?.from, match])).toEqual([
      [0, 0, "same"],
      [1, 1, "same"],
      [3, 3, "different"],
      [undefined, 4, "right"],
      [5, 5, "reworded"],
    ])
    expect(firstDivergence).toBe(2)
    expect(rows[1]).toMatchObject({ left: { from: 1, to: 2 }, right: { from: 1, to: 2 } })
  })

  it("do the same however arguments are written and whatever words stand around calls", () => {
    const left = [hear("q"), say("I look."), call("look", '{"a":1,"b":2}')]
    const right = [hear("Q!"), say("Let me see."), call("look", '{"b": 2, "a": 1}')]
    expect(marks(left, right)).toEqual(["reworded", "reworded", "same"])
    expect(diffEpisodes(left, right).firstDivergence).toBeNull()
  })

  it("set calls of one tool side by side before other ones", () => {
    const left = [call("a"), call("b", { x: 1 })]
    const right = [call("b", { x: 2 })]
    expect(marks(left, right)).toEqual(["left", "different"])
  })

  it("part in words where neither calls tools", () => {
    const left = [hear("q"), say("Action: search[x]"), hear("found"), say("Action: finish[1]")]
    const right = [hear("q"), say("Action: search[x]"), hear("found"), say("Action: finish[2]")]
    expect(diffEpisodes(left, right).firstDivergence).toBe(3)
  })

  it("do not part where one only says more around the same calls", () => {
    const left = [hear("q"), say("I look."), hear("ok"), call("look")]
    expect(diffEpisodes(left, [hear("q"), call("look")]).firstDivergence).toBeNull()
    expect(diffEpisodes(left, [hear("q"), say("No.")]).firstDivergence).toBe(3)
  })

  it("do not part by what they only hear", () => {
    const { rows, firstDivergence } = diffEpisodes(
      [hear("q"), call("a"), hear("more")],
      [hear("q"), call("a")],
    )
    expect(rows.at(-1)?.match).toBe("left")
    expect(firstDivergence).toBeNull()
  })
})

const anyEpisode = fc.array(
  fc.oneof(
    fc.constantFrom("u", "v").map(hear),
    fc.constantFrom("a", "b").map(say),
    fc.tuple(fc.constantFrom("f", "g"), fc.constantFrom("1", "2")).map(([name, args]) => call(name, args)),
    fc.constantFrom("r").map(result),
  ),
  { maxLength: 12 },
)

it("shows every step of both once and in order, and an episode against itself has no difference", () => {
  fc.assert(
    fc.property(anyEpisode, anyEpisode, (left, right) => {
      const { rows } = diffEpisodes(left, right)
      const steps = (side: "left" | "right") =>
        rows.flatMap(({ [side]: turn }) =>
          turn ? Array.from({ length: turn.to - turn.from + 1 }, (_, index) => turn.from + index) : [],
        )
      expect(steps("left")).toEqual(left.map((_, idx) => idx))
      expect(steps("right")).toEqual(right.map((_, idx) => idx))
      expect(new Set(marks(left, left))).toEqual(new Set(left.length > 0 ? ["same"] : []))
      const { firstDivergence } = diffEpisodes(left, right)
      expect(rows.findIndex(({ parts }) => parts)).toBe(firstDivergence ?? -1)
      // Without a divergence both make the same calls in the same order.
      const calls = (side: "left" | "right") =>
        rows.flatMap(({ [side]: turn }) => (turn?.kind === "called" ? [turn.key] : []))
      if (firstDivergence === null) expect(calls("left")).toEqual(calls("right"))
    }),
  )
})

it("aligns 10,000 steps that part and meet again all the way", () => {
  const left = Array.from({ length: 10_000 }, (_, idx) => call("step", { idx }))
  const right = left.flatMap((message, idx) =>
    idx % 100 === 50 ? [] : idx % 100 === 0 ? [message, say("so")] : [message],
  )
  const { rows, firstDivergence } = diffEpisodes(left, right)
  expect(firstDivergence).toBe(51)
  expect(rows.filter(({ match }) => match === "right")).toHaveLength(100)
  expect(rows.filter(({ match }) => match === "left")).toHaveLength(100)
})

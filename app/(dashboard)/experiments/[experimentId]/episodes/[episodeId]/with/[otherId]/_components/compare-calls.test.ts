import { expect, it } from "vitest"
import type { StepRecord } from "@/lib/contracts/steps"
import { compareCalls } from "./compare-calls"

const turn = (args: object, content: string): StepRecord[] =>
  [
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: JSON.stringify(args) } }],
    },
    { role: "tool", tool_call_id: "c", content },
  ].map((message, idx) => ({ idx, message }) as StepRecord)

it("names the arguments that differ and gives the results where they do", () => {
  expect(compareCalls(turn({ a: 1, b: "x" }, "one"), turn({ b: "y", a: 1, c: [2] }, "two"))).toEqual({
    changes: [
      { path: ["b"], before: "x", after: "y" },
      { path: ["c"], before: undefined, after: "[2]" },
    ],
    results: { left: "one", right: "two" },
  })
})

it("finds nothing where both call and hear the same", () => {
  expect(compareCalls(turn({ a: 1, b: 2 }, "one"), turn({ b: 2, a: 1 }, "one"))).toEqual({
    changes: [],
    results: null,
  })
})

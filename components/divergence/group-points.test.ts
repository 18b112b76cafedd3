import { expect, it } from "vitest"
import { describePoint } from "@/components/divergence/describe-point"
import { groupPoints } from "@/components/divergence/group-points"
import type { DivergencePoint } from "@/lib/contracts/divergences"

const outcomes = { both_succeed: 0, both_fail: 0, only_first: 0, only_second: 0, unknown: 0 }
const point = (fields: Partial<DivergencePoint>): DivergencePoint => ({
  kind: "other_tool",
  tool: "a",
  otherTool: "b",
  fields: [],
  count: 1,
  outcomes,
  changes: [],
  examples: [],
  ...fields,
})

const points = [
  point({ count: 5, outcomes: { ...outcomes, only_first: 1, both_fail: 4 } }),
  point({ tool: null, kind: "text", otherTool: null, count: 4, outcomes: { ...outcomes, only_first: 4 } }),
  point({ kind: "missing", otherTool: null, count: 2, outcomes: { ...outcomes, only_first: 2 } }),
]

it("groups what happens by the tool it happens at, most frequent first", () => {
  expect(groupPoints({ points }, null).map(({ tool, count }) => [tool, count])).toEqual([
    ["a", 7],
    [null, 4],
  ])
})

it("counts the pairs of one outcome where that is asked for", () => {
  const groups = groupPoints({ points }, "only_first")
  expect(groups.map(({ tool, count }) => [tool, count])).toEqual([
    [null, 4],
    ["a", 3],
  ])
  expect(groups[1]?.points.map(({ kind, shown }) => [kind, shown])).toEqual([
    ["missing", 2],
    ["other_tool", 1],
  ])
  expect(groupPoints({ points }, "only_second")).toEqual([])
})

it("says in words what the student does", () => {
  expect(describePoint(point({}))).toBe("calls b instead")
  expect(describePoint(point({ kind: "missing" }))).toBe("does not call it")
  expect(describePoint(point({ kind: "other_arguments", fields: ["id", "to"] }))).toBe("other id, to")
  const changes = [{ from: "go forward", to: "turn left", count: 3 }]
  expect(describePoint(point({ kind: "other_arguments", fields: ["action"], changes }))).toBe(
    "other action: go forward → turn left 3 times",
  )
  expect(describePoint(point({ tool: "‮evil", otherTool: "‮evil" }))).toContain("U+202E")
})

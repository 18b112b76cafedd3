import { expect, it } from "vitest"
import type { EpisodeDiffRow } from "@/lib/contracts/episodes"
import { describeDivergence } from "./describe-divergence"
import { findDifference, toShownRows } from "./shown-rows"

const turn = (from: number, kind: "heard" | "said" | "called", ...tools: string[]) => ({
  from,
  to: from,
  kind,
  tools,
})
const same = (at: number): EpisodeDiffRow => ({
  left: turn(at, "said"),
  right: turn(at, "said"),
  match: "same",
  parts: false,
})
const rows: EpisodeDiffRow[] = [
  ...Array.from({ length: 6 }, (_, at) => same(at)),
  { left: turn(6, "called", "find"), right: turn(6, "said"), match: "different", parts: true },
  { left: turn(7, "heard"), right: null, match: "left", parts: false },
  same(8),
  { left: null, right: turn(9, "called", "find"), match: "right", parts: true },
]

it("folds what both do before they part, but the last of it", () => {
  expect(toShownRows(rows, 6, false)[0]).toEqual({ kind: "folded", from: 0, count: 5 })
  expect(toShownRows(rows, 6, false)[1]).toEqual({ kind: "row", at: 5 })
  expect(toShownRows(rows, 6, true)).toHaveLength(rows.length)
  expect(toShownRows(rows, null, false)).toHaveLength(rows.length)
  expect(toShownRows(rows.slice(3), 3, false)).toHaveLength(rows.length - 3)
})

it("goes from difference to difference, over what was only heard, and round", () => {
  expect([null, 6, 9].map((at) => findDifference(rows, at, 1))).toEqual([6, 9, 6])
  expect([null, 9, 6].map((at) => findDifference(rows, at, -1))).toEqual([9, 6, 9])
  expect(findDifference([same(0)], null, 1)).toBeNull()
})

it("says in words how they part", () => {
  const names = { left: "a", right: "b" }
  expect(describeDivergence(rows[6]!, names)).toBe("a calls find, b answers in words")
  expect(describeDivergence(rows[9]!, names)).toBe("only b calls find")
  const both = {
    left: turn(0, "called", "f"),
    right: turn(0, "called", "f"),
    match: "different" as const,
    parts: true,
  }
  expect(describeDivergence(both, names)).toBe("both call f, with different arguments")
})

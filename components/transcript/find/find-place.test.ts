import { expect, it } from "vitest"
import { buildBlocks } from "../blocks"
import { firstMatchFrom, placeMatch } from "./find-place"

const step = (idx: number, role: "user" | "assistant" | "tool", tool: string | null = null) => ({
  idx,
  role,
  tool,
  contentTokens: 1,
  latencyMs: null,
  costUsd: null,
  isError: false,
  reward: null,
})
const blocks = buildBlocks([
  step(0, "user"),
  step(1, "assistant", "find"),
  step(2, "tool", "find"),
  step(3, "assistant"),
])
const steps = [
  { idx: 1, count: 2 },
  { idx: 2, count: 1 },
  { idx: 3, count: 1 },
]

it("numbers the matches of a call and its results through", () => {
  expect([0, 1, 2, 3, 4].map((match) => placeMatch(blocks, steps, match))).toEqual([
    { from: 1, to: 2, nth: 0 },
    { from: 1, to: 2, nth: 1 },
    { from: 1, to: 2, nth: 2 },
    { from: 3, to: 3, nth: 0 },
    null,
  ])
})

it("begins at the step one reads, and over again at the end", () => {
  expect([0, 2, 3, 4].map((idx) => firstMatchFrom(steps, idx))).toEqual([0, 2, 3, 0])
})

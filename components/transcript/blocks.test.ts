import { expect, it } from "vitest"
import { buildBlocks, findBlock, findJump } from "@/components/transcript/blocks"
import type { OutlineStep } from "@/lib/domain/outline-columns"

function step(idx: number, role: OutlineStep["role"], rest: Partial<OutlineStep> = {}): OutlineStep {
  return {
    idx,
    role,
    tool: null,
    contentTokens: 10,
    latencyMs: null,
    costUsd: null,
    isError: false,
    reward: null,
    ...rest,
  }
}

const outline = [
  step(0, "system"),
  step(1, "user"),
  step(2, "assistant", { tool: "search", latencyMs: 900 }),
  step(3, "tool", { tool: "search" }),
  step(4, "tool", { tool: "search", isError: true, latencyMs: 100 }),
  step(5, "assistant"),
  step(6, "tool", { tool: "lost" }),
]

it("makes one block of a call and its results", () => {
  const blocks = buildBlocks(outline)
  expect(blocks.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["system", 0, 0],
    ["user", 1, 1],
    ["call", 2, 4],
    ["assistant", 5, 5],
    ["result", 6, 6],
  ])
  expect(blocks[2]).toMatchObject({ isError: true, contentTokens: 30, latencyMs: 1000 })
})

it("finds the block of any of its steps", () => {
  const blocks = buildBlocks(outline)
  expect([0, 2, 3, 4, 6, 7].map((idx) => findBlock(blocks, idx))).toEqual([0, 2, 2, 2, 4, -1])
})

it("goes round the errors in both directions", () => {
  const blocks = buildBlocks([...outline, step(7, "user"), step(8, "assistant", { isError: true })])
  expect(findJump(blocks, "error", null, 1)?.from).toBe(2)
  expect(findJump(blocks, "error", 2, 1)?.from).toBe(8)
  expect(findJump(blocks, "error", 8, 1)?.from).toBe(2)
  expect(findJump(blocks, "error", 2, -1)?.from).toBe(8)
  expect(findJump(blocks, "error", 8, -1)?.from).toBe(2)
  expect(findJump(buildBlocks([step(0, "user")]), "error", 0, 1)).toBeNull()
})

import { expect, it } from "vitest"
import { type Block, buildBlocks } from "../blocks"
import { blockAt, MAP_ROWS, mapPaths, toShares } from "./map-paths"

function makeBlocks(count: number, rest: (idx: number) => Partial<Block> = () => ({})): Block[] {
  const outline = Array.from({ length: count }, (_, idx) => ({
    idx,
    role: idx % 2 === 0 ? ("user" as const) : ("assistant" as const),
    tool: null,
    contentTokens: 10,
    latencyMs: null,
    costUsd: null,
    isError: false,
    reward: null,
  }))
  return buildBlocks(outline).map((block, idx) => ({ ...block, ...rest(idx) }))
}

const rowsOf = (path: string) => [...path.matchAll(/M\d+ (\d+)h/g)].map(([, row]) => Number(row))

it("shows the one error and the one reward among 10,000 steps, with no more to draw than among 300", () => {
  const blocks = makeBlocks(10_000, (idx) => ({ isError: idx === 4_321, reward: idx === 9_999 ? 1 : null }))
  const shares = toShares(blocks.map(() => 40))
  const paths = mapPaths(blocks, shares)
  expect(rowsOf(paths.error)).toEqual([Math.floor((4_321 / 10_000) * MAP_ROWS)])
  expect(rowsOf(paths.gain)).toEqual([MAP_ROWS - 1])
  expect(paths.loss).toBe("")
  expect(Object.values(paths).join("").length).toBeLessThan(MAP_ROWS * 20)
})

it("keeps the bars of a short episode apart, in order and within the map", () => {
  const blocks = makeBlocks(3)
  const paths = mapPaths(blocks, toShares([100, 100, 200]))
  expect(rowsOf(paths.heard)).toEqual([
    ...Array.from({ length: 74 }, (_, row) => row),
    ...Array.from({ length: 149 }, (_, row) => 150 + row),
  ])
  expect(rowsOf(paths.acted)).toEqual(Array.from({ length: 74 }, (_, row) => 75 + row))
})

it("finds the block at a place of the map", () => {
  const shares = toShares([100, 100, 200])
  expect([0, 0.375, 0.5, 0.75, 1].map((share) => blockAt(shares, share))).toEqual([
    { index: 0, within: 0 },
    { index: 1, within: 0.5 },
    { index: 2, within: 0 },
    { index: 2, within: 0.5 },
    { index: 2, within: 1 },
  ])
})

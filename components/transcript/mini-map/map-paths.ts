import type { Block } from "../blocks"

/** The map is as many rows high, however long the episode is and however tall it is drawn. */
export const MAP_ROWS = 300
/** Bars end here; rewards stand beside them, up to `MAP_WIDTH`. */
const BAR_WIDTH = 10
export const MAP_WIDTH = 14

const LOOKS = ["heard", "acted", "error"] as const

export type MapPaths = Record<(typeof LOOKS)[number] | "gain" | "loss", string>

/** Where each block begins, and where the last one ends, as shares of the whole. */
export function toShares(sizes: readonly number[]): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const shares = [0]
  let before = 0
  for (const size of sizes) {
    before += size
    shares.push(before / total)
  }
  return shares
}

/** The block at a share of the whole, and how far within it, from 0 to 1. */
export function blockAt(shares: readonly number[], share: number): { index: number; within: number } {
  let [low, high] = [0, Math.max(0, shares.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((shares[middle] ?? 1) <= share) low = middle
    else high = middle - 1
  }
  const [from, to] = [shares[low] ?? 0, shares[low + 1] ?? 1]
  return { index: low, within: Math.min(1, Math.max(0, (share - from) / (to - from || 1))) }
}

/** One SVG path per look: bars as wide as their tokens, errors before anything else in their row, rewards beside them. */
export function mapPaths(blocks: readonly Block[], shares: readonly number[]): MapPaths {
  const looks = new Int8Array(MAP_ROWS).fill(-1)
  const tokens = new Float64Array(MAP_ROWS)
  const rewards = new Float64Array(MAP_ROWS)
  blocks.forEach((block, index) => {
    const first = Math.min(MAP_ROWS - 1, Math.floor((shares[index] ?? 0) * MAP_ROWS))
    const end = Math.max(first + 1, Math.floor((shares[index + 1] ?? 1) * MAP_ROWS))
    // Tall bars stay apart.
    const last = end - first > 3 ? end - 2 : end - 1
    for (let row = first; row <= last; row += 1) {
      looks[row] = Math.max(looks[row] ?? -1, lookOf(block))
      tokens[row] = Math.max(tokens[row] ?? 0, block.contentTokens)
      rewards[row] = (rewards[row] ?? 0) + (block.reward ?? 0)
    }
  })
  const most = Math.max(1, ...tokens)
  const width = (row: number) => 2 + Math.round((BAR_WIDTH - 2) * Math.sqrt((tokens[row] ?? 0) / most))
  const bars = (look: number) => toPath((row) => (looks[row] === look ? [0, width(row)] : null))
  const marks = (sign: 1 | -1) =>
    toPath((row) => ((rewards[row] ?? 0) * sign > 0 ? [BAR_WIDTH + 1, MAP_WIDTH - BAR_WIDTH - 1] : null))
  return { heard: bars(0), acted: bars(1), error: bars(2), gain: marks(1), loss: marks(-1) }
}

function lookOf({ kind, isError }: Block): number {
  return isError ? 2 : kind === "assistant" || kind === "call" ? 1 : 0
}

function toPath(barOf: (row: number) => [x: number, width: number] | null): string {
  let path = ""
  for (let row = 0; row < MAP_ROWS; row += 1) {
    const bar = barOf(row)
    if (bar) path += `M${bar[0]} ${row}h${bar[1]}v1h-${bar[1]}z`
  }
  return path
}

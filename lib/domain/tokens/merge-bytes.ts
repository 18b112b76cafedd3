import { NEVER, rankOf } from "@/lib/domain/tokens/token-ranks"

/** Pieces are short, and one is counted at a time. */
const MOST_BYTES = 4096
const starts = new Int32Array(MOST_BYTES + 1)
const pairs = new Int32Array(MOST_BYTES)

function pairAt(bytes: Uint8Array, index: number): number {
  return rankOf(bytes, starts[index] as number, starts[index + 2] as number)
}

function lowest(count: number): number {
  let best = 0
  for (let index = 1; index < count; index++) {
    if ((pairs[index] as number) < (pairs[best] as number)) best = index
  }
  return best
}

/** Takes the part after `best` into it; so few are moved that a loop is faster than `copyWithin`. */
function closeUp(best: number, count: number): void {
  for (let at = best + 1; at < count; at++) starts[at] = starts[at + 1] as number
  for (let at = best; at < count - 2; at++) pairs[at] = pairs[at + 1] as number
}

/**
 * Tokens of one piece of at most 4,096 bytes of UTF-8: byte-pair encoding merges the neighbours of the lowest rank until no
 * pair is a token (Sennrich, Haddow and Birch 2016, with tiktoken's ranks). The time grows with the square of the piece.
 */
export function countMerged(bytes: Uint8Array, from: number, end: number): number {
  if (rankOf(bytes, from, end) !== NEVER) return 1
  let count = end - from
  for (let at = 0; at <= count; at++) starts[at] = from + at
  for (let index = 0; index + 1 < count; index++) pairs[index] = pairAt(bytes, index)
  for (;;) {
    const best = lowest(count - 1)
    if (count < 2 || pairs[best] === NEVER) return count
    closeUp(best, count)
    count -= 1
    if (best < count - 1) pairs[best] = pairAt(bytes, best)
    if (best > 0) pairs[best - 1] = pairAt(bytes, best - 1)
  }
}

import tokens from "gpt-tokenizer/bpeRanks/o200k_base"

const NOT_ASCII = /[^\0-\x7f]/

/** One character per byte of the text's UTF-8. */
function toBytes(text: string): string {
  return NOT_ASCII.test(text) ? Buffer.from(text).toString("latin1") : text
}

function bytesOf(token: string | readonly number[]): string {
  return typeof token === "string" ? toBytes(token) : String.fromCharCode(...token)
}

/** Every token of o200k by its bytes; a lower rank merges first. */
const ranks = new Map(tokens.map((token, rank) => [bytesOf(token), rank]))

const NEVER = 2 ** 31 - 1

function readPairs(): Int32Array {
  const pairs = new Int32Array(65_536).fill(NEVER)
  for (const [bytes, rank] of ranks) {
    if (bytes.length === 2) pairs[(bytes.charCodeAt(0) << 8) | bytes.charCodeAt(1)] = rank
  }
  return pairs
}

/** Ranks of two single bytes, by both: most of what is looked up. */
const bytePairs = readPairs()

/** Pieces are short, and one is counted at a time. */
const MOST_BYTES = 4096
const starts = new Int32Array(MOST_BYTES + 1)
const pairs = new Int32Array(MOST_BYTES)

function rankAt(bytes: string, index: number): number {
  const from = starts[index] as number
  const end = starts[index + 2] as number
  if (end - from === 2) return bytePairs[(bytes.charCodeAt(from) << 8) | bytes.charCodeAt(from + 1)] as number
  return ranks.get(bytes.slice(from, end)) ?? NEVER
}

function lowest(count: number): number {
  let best = 0
  for (let index = 1; index < count; index++) {
    if ((pairs[index] as number) < (pairs[best] as number)) best = index
  }
  return best
}

/**
 * Tokens of one piece of at most 4,096 bytes: byte-pair encoding merges the neighbours of the lowest rank until no pair is a
 * token (Sennrich, Haddow and Birch 2016, with tiktoken's ranks). The time grows with the square of the piece.
 */
export function countMerged(piece: string): number {
  const bytes = toBytes(piece)
  if (ranks.has(bytes)) return 1
  let count = bytes.length
  for (let at = 0; at <= count; at++) starts[at] = at
  for (let index = 0; index + 1 < count; index++) pairs[index] = rankAt(bytes, index)
  for (;;) {
    const best = lowest(count - 1)
    if (count < 2 || pairs[best] === NEVER) return count
    starts.copyWithin(best + 1, best + 2, count + 1)
    pairs.copyWithin(best, best + 1, count - 1)
    count -= 1
    if (best < count - 1) pairs[best] = rankAt(bytes, best)
    if (best > 0) pairs[best - 1] = rankAt(bytes, best - 1)
  }
}

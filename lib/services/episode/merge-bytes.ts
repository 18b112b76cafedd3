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

const NEVER = Number.POSITIVE_INFINITY

/**
 * Tokens of one piece: byte-pair encoding merges the neighbours of the lowest rank until no pair is a token (Sennrich, Haddow
 * and Birch 2016, with tiktoken's ranks). The time grows with the square of the piece.
 */
export function countMerged(piece: string): number {
  const bytes = toBytes(piece)
  if (ranks.has(bytes)) return 1
  const starts = Array.from({ length: bytes.length + 1 }, (_, at) => at)
  const rankAt = (index: number) => ranks.get(bytes.slice(starts[index], starts[index + 2])) ?? NEVER
  const pairs = Array.from({ length: bytes.length - 1 }, (_, index) => rankAt(index))
  for (;;) {
    let best = 0
    for (let index = 1; index < pairs.length; index++) {
      if ((pairs[index] as number) < (pairs[best] as number)) best = index
    }
    if ((pairs[best] ?? NEVER) === NEVER) return starts.length - 1
    starts.splice(best + 1, 1)
    pairs.splice(best, 1)
    if (best < pairs.length) pairs[best] = rankAt(best)
    if (best > 0) pairs[best - 1] = rankAt(best - 1)
  }
}

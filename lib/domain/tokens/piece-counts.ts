import { equalBytes, hashBytes } from "@/lib/domain/tokens/byte-span"
import type { TextBytes } from "@/lib/domain/tokens/text-bytes"

/** Powers of two. Both tables together take about 2.6 MB. */
const SHORT_SETS = 2 ** 15
const LONG_PLACES = 2 ** 13
/** Of pieces that share a set; four entries are one line of a processor's cache. */
const WAYS = 4
/** Of a short entry: its bytes as three integers, and the count with the length. */
const WIDTH = 4
const SHORT_BYTES = 12
const LENGTH_BITS = 4
/** Longer ones hardly come twice. */
const LONG_BYTES = 64

/** What of the four bytes from `start` on belongs to a piece, by its length. */
function masksFrom(start: number): Int32Array {
  return Int32Array.from({ length: SHORT_BYTES + 1 }, (_, length) => {
    const count = Math.min(4, Math.max(0, length - start))
    return count === 4 ? -1 : (1 << (8 * count)) - 1
  })
}

const [MASKS_A, MASKS_B, MASKS_C] = [masksFrom(0), masksFrom(4), masksFrom(8)]

function mix(a: number, b: number, c: number): number {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  return hash ^ (hash >>> 15)
}

export type CountPiece = (bytes: Uint8Array, from: number, end: number) => number

/**
 * Remembers what was counted for a piece of UTF-8. A piece has one of a few places, and the last ones there are remembered, so
 * memory is bounded. A short piece is its own key, read four bytes at a time; none of it is guessed by hash alone.
 */
export class PieceCounts {
  private readonly count: CountPiece
  private readonly short = new Int32Array(SHORT_SETS * WAYS * WIDTH)
  private readonly longBytes = new Uint8Array(LONG_PLACES * LONG_BYTES)
  private readonly longLengths = new Uint8Array(LONG_PLACES)
  private readonly longCounts = new Uint8Array(LONG_PLACES)

  constructor(count: CountPiece) {
    this.count = count
  }

  /** What the bytes from `from` up to `end` count; at least one. */
  get({ bytes, view }: TextBytes, from: number, end: number): number {
    const length = end - from
    if (length > SHORT_BYTES) return this.getLong(bytes, from, end)
    const a = view.getInt32(from, true) & (MASKS_A[length] as number)
    const b = view.getInt32(from + 4, true) & (MASKS_B[length] as number)
    const c = view.getInt32(from + 8, true) & (MASKS_C[length] as number)
    const { short } = this
    const first = (mix(a, b, c) & (SHORT_SETS - 1)) * WAYS * WIDTH
    for (let place = first; place < first + WAYS * WIDTH; place += WIDTH) {
      if (short[place] !== a || short[place + 1] !== b || short[place + 2] !== c) continue
      const known = short[place + 3] as number
      if ((known & (2 ** LENGTH_BITS - 1)) === length) return known >> LENGTH_BITS
    }
    const count = this.count(bytes, from, end)
    // The newest comes first and the oldest falls out.
    short.copyWithin(first + WIDTH, first, first + (WAYS - 1) * WIDTH)
    short[first] = a
    short[first + 1] = b
    short[first + 2] = c
    short[first + 3] = (count << LENGTH_BITS) | length
    return count
  }

  private getLong(bytes: Uint8Array, from: number, end: number): number {
    const length = end - from
    if (length > LONG_BYTES) return this.count(bytes, from, end)
    const place = hashBytes(bytes, from, end) & (LONG_PLACES - 1)
    const start = place * LONG_BYTES
    if (this.longLengths[place] === length && equalBytes(bytes, from, end, this.longBytes, start))
      return this.longCounts[place] as number
    const count = this.count(bytes, from, end)
    this.longBytes.set(bytes.subarray(from, end), start)
    this.longLengths[place] = length
    this.longCounts[place] = count
    return count
  }
}

/** Powers of two. Both tables together take about 4 MB. */
const SHORT_PLACES = 2 ** 16
const LONG_PLACES = 2 ** 14
/** Three, four and four characters of 7 bits; the first integer holds the length too. */
const SHORT_CHARS = 11
const CHAR_BITS = 7
/** Of a short entry: its three key integers and the count. */
const WIDTH = 4

function mix(a: number, b: number, c: number): number {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  return hash ^ (hash >>> 15)
}

/**
 * Remembers what was counted for a piece of text. Each piece has one place and the last one there is remembered, so memory is
 * bounded. Short ASCII pieces are their own key, packed into integers where they lie in their text; none of it is guessed by
 * hash alone.
 */
export class PieceCounts {
  private readonly count: (piece: string) => number
  private readonly short = new Int32Array(SHORT_PLACES * WIDTH)
  private readonly longPieces: string[] = new Array<string>(LONG_PLACES).fill("")
  private readonly longCounts = new Int32Array(LONG_PLACES)

  constructor(count: (piece: string) => number) {
    this.count = count
  }

  /** What `text.slice(from, end)` counts. */
  get(text: string, from: number, end: number): number {
    const length = end - from
    if (length > SHORT_CHARS) return this.getLong(text, from, end)
    let a = length
    let b = 0
    let c = 0
    let seen = 0
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at)
      seen |= code
      if (at < from + 3) a = (a << CHAR_BITS) | code
      else if (at < from + 7) b = (b << CHAR_BITS) | code
      else c = (c << CHAR_BITS) | code
    }
    return seen > 127 ? this.getLong(text, from, end) : this.getShort(text, from, end, a, b, c)
  }

  private getShort(text: string, from: number, end: number, a: number, b: number, c: number): number {
    const { short } = this
    const place = (mix(a, b, c) & (SHORT_PLACES - 1)) * WIDTH
    if (short[place] === a && short[place + 1] === b && short[place + 2] === c)
      return short[place + 3] as number
    const count = this.count(text.slice(from, end))
    short[place] = a
    short[place + 1] = b
    short[place + 2] = c
    short[place + 3] = count
    return count
  }

  private getLong(text: string, from: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    const place = (hash ^ (hash >>> 15)) & (LONG_PLACES - 1)
    const known = this.longPieces[place] as string
    if (known.length === end - from && text.startsWith(known, from)) return this.longCounts[place] as number
    const piece = text.slice(from, end)
    const count = this.count(piece)
    this.longPieces[place] = piece
    this.longCounts[place] = count
    return count
  }
}

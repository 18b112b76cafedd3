/** A power of two. With short texts behind it the table takes about 10 MB. */
const PLACES = 2 ** 17

/**
 * Remembers what was counted for a piece of text. Each piece has one place; the last one there is remembered, so memory is
 * bounded. Pieces are looked up where they lie in their text: cutting them out costs more than comparing.
 */
export class PieceCounts {
  private readonly count: (piece: string) => number
  private readonly hashes = new Int32Array(PLACES)
  private readonly counts = new Int32Array(PLACES)
  private readonly pieces: string[] = new Array<string>(PLACES).fill("")

  constructor(count: (piece: string) => number) {
    this.count = count
  }

  /** What `text.slice(from, end)` counts. */
  get(text: string, from: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    hash ^= hash >>> 15
    const place = hash & (PLACES - 1)
    const known = this.pieces[place] as string
    if (this.hashes[place] === hash && known.length === end - from && text.startsWith(known, from)) {
      return this.counts[place] as number
    }
    const piece = text.slice(from, end)
    const count = this.count(piece)
    this.hashes[place] = hash
    this.counts[place] = count
    this.pieces[place] = piece
    return count
  }
}

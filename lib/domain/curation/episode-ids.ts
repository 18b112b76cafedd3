const BYTES = 16

/** Ids of episodes by row, ascending, 16 bytes each: strings would take seven times as much. */
export class EpisodeIds {
  readonly bytes: Uint8Array
  readonly count: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.count = bytes.length / BYTES
  }

  at(row: number): string {
    const start = row * BYTES
    return uuidText(Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, BYTES))
  }

  /** The row of an id, -1 where it is not among them. */
  rowOf(id: string): number {
    const { row, exists } = this.seek(id)
    return exists ? row : -1
  }

  /** The first row whose id is not below `id`, and whether it is that one. */
  seek(id: string): { row: number; exists: boolean } {
    const one = new EpisodeIds(Buffer.from(id.replaceAll("-", ""), "hex"))
    const row = this.placeOf(one, 0)
    return { row, exists: this.equals(row, one, 0) }
  }

  /** The first row whose id is not below the one at `row` of `others`; found soonest a little behind `near`. */
  placeOf(others: EpisodeIds, row: number, near?: number): number {
    const isBelow = (at: number) => compare(this.bytes, at * BYTES, others.bytes, row * BYTES) < 0
    let low = 0
    let high = this.count
    if (near !== undefined && near > 0 && near <= this.count && isBelow(near - 1)) {
      low = near
      high = near
      for (let step = 1; high < this.count && isBelow(high); step *= 2) {
        low = high + 1
        high = Math.min(this.count, low + step)
      }
    }
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBelow(middle)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** 1 at every row whose id is among others: in any order, but soonest in about the same. */
  mark(others: EpisodeIds): Uint8Array {
    const marks = new Uint8Array(this.count)
    let near = 0
    for (let other = 0; other < others.count; other++) {
      near = this.placeOf(others, other, near)
      if (this.equals(near, others, other)) marks[near] = 1
    }
    return marks
  }

  equals(row: number, others: EpisodeIds, other: number): boolean {
    return row < this.count && compare(this.bytes, row * BYTES, others.bytes, other * BYTES) === 0
  }
}

/** The usual form of the 16 bytes of a uuid. */
export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function compare(left: Uint8Array, from: number, right: Uint8Array, start: number): number {
  for (let index = 0; index < BYTES; index++) {
    const difference = (left[from + index] as number) - (right[start + index] as number)
    if (difference !== 0) return difference
  }
  return 0
}

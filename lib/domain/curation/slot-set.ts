/** A set of the numbers 0..n-1 that knows the neighbours of each, in a handful of steps: a tree of bits, 32 to a word. */
export class SlotSet {
  private readonly levels: Uint32Array[] = []

  constructor(size: number) {
    let words = size
    do {
      words = Math.ceil(words / 32)
      this.levels.push(new Uint32Array(words))
    } while (words > 1)
  }

  add(slot: number): void {
    let at = slot
    for (const level of this.levels) {
      const bits = level[at >>> 5] as number
      level[at >>> 5] = bits | (1 << (at & 31))
      if (bits !== 0) return
      at >>>= 5
    }
  }

  delete(slot: number): void {
    let at = slot
    for (const level of this.levels) {
      const bits = (level[at >>> 5] as number) & ~(1 << (at & 31))
      level[at >>> 5] = bits
      if (bits !== 0) return
      at >>>= 5
    }
  }

  /** The smallest member above the slot, -1 when there is none. */
  after(slot: number): number {
    let at = slot + 1
    for (let depth = 0; depth < this.levels.length; depth++) {
      const level = this.levels[depth] as Uint32Array
      const word = at >>> 5
      if (word >= level.length) return -1
      const bits = (level[word] as number) & (-1 << (at & 31))
      if (bits !== 0) return this.descend(depth, (word << 5) + lowest(bits), lowest)
      at = word + 1
    }
    return -1
  }

  /** The greatest member below the slot, -1 when there is none. */
  before(slot: number): number {
    let at = slot - 1
    for (let depth = 0; depth < this.levels.length && at >= 0; depth++) {
      const word = at >>> 5
      const bits = ((this.levels[depth] as Uint32Array)[word] as number) & (-1 >>> (31 - (at & 31)))
      if (bits !== 0) return this.descend(depth, (word << 5) + highest(bits), highest)
      at = word - 1
    }
    return -1
  }

  private descend(from: number, place: number, pick: (bits: number) => number): number {
    let at = place
    for (let depth = from - 1; depth >= 0; depth--) {
      at = (at << 5) + pick((this.levels[depth] as Uint32Array)[at] as number)
    }
    return at
  }
}

function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

function highest(bits: number): number {
  return 31 - Math.clz32(bits)
}

/** A seeded source of uniform doubles in [0, 1). */
export type Random = () => number

/** Mulberry32: 32 bits of state, passes gjrand; enough for simulation and resampling, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Fills arrays with whole numbers in [0, below) from the stream of `createRandom`, without a call for each: for millions of draws. */
export function randomInts(seed: number, below: number): (drawn: Int32Array) => Int32Array {
  const scale = below / 4294967296
  let state = seed | 0
  return (drawn) => {
    for (let index = 0; index < drawn.length; index++) {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      drawn[index] = (((mixed ^ (mixed >>> 14)) >>> 0) * scale) | 0
    }
    return drawn
  }
}

/** A 32-bit seed from a base seed and a name, so that independent streams never share state (FNV-1a). */
export function deriveSeed(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0
  }
  return hash
}

export function randomInt(random: Random, below: number): number {
  return Math.floor(random() * below)
}

export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError("pick needs at least one item")
  return items[randomInt(random, items.length)] as T
}

/** Fisher-Yates; returns a new array. */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const shuffled = [...items]
  for (let index = shuffled.length - 1; index > 0; index--) {
    const other = randomInt(random, index + 1)
    const held = shuffled[index] as T
    shuffled[index] = shuffled[other] as T
    shuffled[other] = held
  }
  return shuffled
}

import { createRandom } from "@/lib/domain/random"

/**
 * How likely two sets meet: they share a bucket when all `rows` minima of one of `bands` agree, which two sets of Jaccard
 * similarity s do with probability 1 - (1 - s^rows)^bands (Broder 1997; Leskovec, Rajaraman and Ullman, chapter 3).
 */
export interface MinHashPlan {
  bands: number
  rows: number
  seed: number
}

/** Sets that are 0.8 alike meet in 99.96 of 100 cases, sets that are 0.3 alike in 5. */
export const NEAR_DUPLICATE_PLAN: MinHashPlan = { bands: 20, rows: 5, seed: 1 }

/** The runs of `size` tokens as 32-bit hashes, ascending, each once; fewer tokens than that are one run. */
export function shingle(tokens: readonly string[], size: number): Uint32Array {
  return Uint32Array.from(new Set(runsOf(tokens, size))).sort()
}

/** As `shingle`, but what comes again counts again, so that five steps forward are not one. */
export function shingleBag(tokens: readonly string[], size: number): Uint32Array {
  const seen = new Map<number, number>()
  const runs = runsOf(tokens, size).map((run) => {
    const before = seen.get(run) ?? 0
    seen.set(run, before + 1)
    return before === 0 ? run : scramble(Math.imul(run, 31) ^ before)
  })
  return Uint32Array.from(new Set(runs)).sort()
}

function runsOf(tokens: readonly string[], size: number): number[] {
  if (tokens.length === 0) return []
  const hashes = tokens.map(hashToken)
  const runs: number[] = []
  for (let from = 0; from <= Math.max(0, hashes.length - size); from++) {
    let mixed = 0x9e3779b9
    for (let index = from; index < Math.min(from + size, hashes.length); index++) {
      mixed = scramble(Math.imul(mixed, 31) ^ (hashes[index] as number))
    }
    runs.push(mixed >>> 0)
  }
  return runs
}

/** |A and B| / |A or B| of two ascending sets; 0 when both are empty. */
export function jaccard(left: Uint32Array, right: Uint32Array): number {
  let common = 0
  let other = 0
  for (let index = 0; index < left.length; index++) {
    const value = left[index] as number
    while (other < right.length && (right[other] as number) < value) other += 1
    if (right[other] === value) common += 1
  }
  const union = left.length + right.length - common
  return union === 0 ? 0 : common / union
}

/** The smallest value of each of `bands * rows` random orders of a set. */
export type Signer = (set: Uint32Array) => Uint32Array

export function createSigner({ bands, rows, seed }: MinHashPlan): Signer {
  const random = createRandom(seed)
  const salts = Uint32Array.from({ length: bands * rows }, () => random() * 4294967296)
  return (set) => {
    const minima = new Uint32Array(salts.length).fill(0xffffffff)
    for (let index = 0; index < set.length; index++) {
      const value = set[index] as number
      for (let order = 0; order < salts.length; order++) {
        const rank = scramble(value ^ (salts[order] as number))
        if (rank < (minima[order] as number)) minima[order] = rank
      }
    }
    return minima
  }
}

/**
 * Finds sets that are probably alike without comparing all with all. `add` answers the number of a set, from 0; `buckets`
 * yields the numbers that share a band, two or more, ascending; a pair can come more than once and must be confirmed with
 * `jaccard`. Empty sets meet nobody. 4 bytes per band and set, so a million sets fit.
 */
export class MinHashTable {
  readonly #plan: MinHashPlan
  readonly #sign: Signer
  #keys = new Uint32Array(0)
  #members = new Uint32Array(0)
  #memberCount = 0
  #count = 0

  constructor(plan: MinHashPlan = NEAR_DUPLICATE_PLAN) {
    this.#plan = plan
    this.#sign = createSigner(plan)
  }

  add(set: Uint32Array): number {
    const item = this.#count++
    if (set.length === 0) return item
    const { bands, rows } = this.#plan
    this.#grow()
    const signature = this.#sign(set)
    for (let band = 0; band < bands; band++) {
      let key = band
      for (let row = band * rows; row < (band + 1) * rows; row++) {
        key = scramble(Math.imul(key, 31) ^ (signature[row] as number))
      }
      this.#keys[this.#memberCount * bands + band] = key
    }
    this.#members[this.#memberCount++] = item
    return item
  }

  *buckets(): Generator<number[]> {
    const { bands } = this.#plan
    for (let band = 0; band < bands; band++) {
      // Key and place packed into one double, exact below 2^53, so that the native sort can be used.
      const order = Float64Array.from(
        { length: this.#memberCount },
        (_, place) => (this.#keys[place * bands + band] as number) * 2097152 + place,
      ).sort()
      for (let from = 0; from < order.length; ) {
        const key = Math.floor((order[from] as number) / 2097152)
        const bucket: number[] = []
        while (from < order.length && Math.floor((order[from] as number) / 2097152) === key) {
          bucket.push(this.#members[(order[from] as number) % 2097152] as number)
          from += 1
        }
        if (bucket.length > 1) yield bucket
      }
    }
  }

  #grow(): void {
    if (this.#memberCount < this.#members.length) return
    const size = Math.max(64, this.#members.length * 2)
    if (size > 2097152) throw new RangeError("a table holds at most 2,097,152 sets")
    const keys = new Uint32Array(size * this.#plan.bands)
    const members = new Uint32Array(size)
    keys.set(this.#keys)
    members.set(this.#members)
    this.#keys = keys
    this.#members = members
  }
}

/** FNV-1a over UTF-16 units. */
function hashToken(token: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < token.length; index++) {
    hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193)
  }
  return hash
}

/** A bijection of 32-bit integers that leaves no trace of their order (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let mixed = value >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

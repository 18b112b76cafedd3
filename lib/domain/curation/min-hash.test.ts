import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createSigner, jaccard, MinHashTable, NEAR_DUPLICATE_PLAN, shingle } from "./min-hash"

const words = (text: string) => text.split(" ")

const anySet = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
  .map((values) => Uint32Array.from(values).sort())

/** Two sets of `size` numbers that share `common` of them. */
function pairOf(size: number, common: number, base: number): [Uint32Array, Uint32Array] {
  const left = Uint32Array.from({ length: size }, (_, index) => base + index)
  return [left, Uint32Array.from({ length: size }, (_, index) => base + size - common + index)]
}

describe("shingles", () => {
  test("are runs of tokens, each once, whatever comes around them", () => {
    expect(shingle(words("a b c a b c"), 3)).toHaveLength(3)
    expect(shingle(words("a b"), 3)).toHaveLength(1)
    expect(shingle([], 3)).toHaveLength(0)
    const [inside] = shingle(words("b c d"), 3)
    expect([...shingle(words("a b c d e"), 3)]).toContain(inside)
  })

  test("depend on the order of their tokens", () => {
    expect(shingle(words("a b"), 2)).not.toEqual(shingle(words("b a"), 2))
    expect(shingle(["ab", "c"], 2)).not.toEqual(shingle(["a", "bc"], 2))
  })
})

describe("the Jaccard similarity", () => {
  test("is what is common of what there is", () => {
    expect(jaccard(Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4))).toBe(0.5)
    expect(jaccard(Uint32Array.of(1), Uint32Array.of(2))).toBe(0)
    expect(jaccard(new Uint32Array(0), new Uint32Array(0))).toBe(0)
  })

  test("agrees with sets", () => {
    fc.assert(
      fc.property(anySet, anySet, (left, right) => {
        const union = new Set([...left, ...right]).size
        const common = [...left].filter((value) => right.includes(value)).length
        expect(jaccard(left, right)).toBe(union === 0 ? 0 : common / union)
      }),
    )
  })
})

describe("signatures", () => {
  test("agree in as many places as the sets are alike", () => {
    const sign = createSigner({ bands: 512, rows: 1, seed: 3 })
    fc.assert(
      fc.property(anySet, anySet, (left, right) => {
        fc.pre(left.length > 0 && right.length > 0)
        const [a, b] = [sign(left), sign(right)]
        const agreeing = a.filter((value, place) => value === b[place]).length / a.length
        // Five standard errors of 512 draws.
        expect(Math.abs(agreeing - jaccard(left, right))).toBeLessThan(0.11)
      }),
      { numRuns: 60 },
    )
  })
})

describe("a table", () => {
  test("brings together nearly all pairs that are 0.8 alike and few that are 0.2 alike", () => {
    const meetings = (common: number) => {
      let met = 0
      for (let trial = 0; trial < 400; trial++) {
        const table = new MinHashTable({ ...NEAR_DUPLICATE_PLAN, seed: trial })
        for (const set of pairOf(90, common, trial * 1000)) table.add(set)
        if ([...table.buckets()].length > 0) met += 1
      }
      return met / 400
    }
    expect(meetings(80)).toBeGreaterThan(0.99)
    expect(meetings(30)).toBeLessThan(0.05)
  })

  test("brings equal sets together in every band, and empty ones with nobody", () => {
    fc.assert(
      fc.property(fc.array(anySet, { maxLength: 70 }), (sets) => {
        const table = new MinHashTable()
        const numbers = sets.map((set) => table.add(set))
        expect(numbers).toEqual(sets.map((_, index) => index))
        const buckets = [...table.buckets()]
        expect(buckets.every((bucket) => bucket.length > 1)).toBe(true)
        expect(buckets.flat().every((item) => (sets[item] as Uint32Array).length > 0)).toBe(true)
        for (const [left, set] of sets.entries()) {
          const twin = sets.findIndex((other, right) => right > left && jaccard(set, other) === 1)
          const shared = buckets.filter((bucket) => bucket.includes(left) && bucket.includes(twin))
          if (twin > 0) expect(shared).toHaveLength(NEAR_DUPLICATE_PLAN.bands)
        }
      }),
      { numRuns: 40 },
    )
  })
})

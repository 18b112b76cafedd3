import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createMemoryIndex } from "./memory-index"
import { PostingBuilder } from "./posting"
import { rankPassages } from "./rank"

const PASSAGES = [
  { title: "Oder", text: "A river." },
  { title: "Lake Mor", text: "The lake into which the river Sul flows." },
  { title: "Sul", text: "The river Sul rises on a mountain." },
]

describe("a search", () => {
  test("ranks by BM25 with k1 0.9 and b 0.4", async () => {
    const index = createMemoryIndex(PASSAGES)
    const found = await index.search("sul", 5)
    expect(found.map(({ title }) => title)).toEqual(["Sul", "Lake Mor"])
    // By hand: lengths 2, 6, 5 (titles count), df 2 of 3, tf 2 in a passage of 5 terms.
    const idf = Math.log(1 + 1.5 / 2.5)
    expect(found[0]?.score).toBeCloseTo((idf * 2 * 1.9) / (2 + 0.9 * (0.6 + (0.4 * 5) / (13 / 3))), 10)
  })

  test("keeps the order of the corpus among equals", async () => {
    const twins = ["y", "x", "z"].map((title) => ({ title, text: "same words" }))
    const found = await createMemoryIndex(twins).search("words", 2)
    expect(found.map(({ title }) => title)).toEqual(["y", "x"])
  })

  test("finds nothing for function words, nothing and an empty corpus", async () => {
    const index = createMemoryIndex(PASSAGES)
    expect(await index.search("the of", 5)).toEqual([])
    expect(await index.search("", 5)).toEqual([])
    expect(await createMemoryIndex([]).search("river", 5)).toEqual([])
  })
})

test("the best few are those of a full sort", () => {
  const corpus = fc.array(fc.array(fc.constantFrom("alpha", "beta", "gamma", "delta"), { minLength: 1 }), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(corpus, fc.integer({ min: 1, max: 8 }), (texts, limit) => {
      const builder = new PostingBuilder()
      for (const words of texts) builder.add({ title: "", text: words.join(" ") })
      const search = (most: number) =>
        rankPassages(["alpha", "gamma", "alpha"], builder.postings, builder.finish(), most)
      const all = search(1_000)
      const order = all.toSorted((a, b) => b.score - a.score || a.no - b.no)
      expect(all).toEqual(order)
      expect(search(limit)).toEqual(order.slice(0, limit))
    }),
  )
})

test("reading prefers the very title, and forgives case and spacing", async () => {
  const twins = [
    { title: "Queen of Spades", text: "1" },
    { title: "Queen of spades", text: "2" },
  ]
  expect((await createMemoryIndex(twins).read("Queen of spades"))?.text).toBe("2")
  const index = createMemoryIndex(PASSAGES)
  expect(await index.read("  lake   MOR ")).toEqual(PASSAGES[1])
  expect(await index.read("Lake")).toBeNull()
})

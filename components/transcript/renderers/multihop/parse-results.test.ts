import fc from "fast-check"
import { expect, it } from "vitest"
import { parseArticle, parseResults } from "@/components/transcript/renderers/multihop/parse-results"
import { presentPassage, presentResults } from "@/lib/environments/multihop/present"

const words = fc
  .array(fc.constantFrom("Ada", "Lovelace", "river", "(film)", "12.", "1.", "naïve", "Ω"), { minLength: 1 })
  .map((list) => list.join(" "))
const passage = fc.record({ title: words, text: words })

it("reads what the environment presents: every title in its rank, with its line", () => {
  fc.assert(
    fc.property(fc.array(passage, { minLength: 1, maxLength: 9 }), words, (passages, query) => {
      const text = presentResults(query, passages)
      const results = parseResults(text)!
      expect(results.map(({ title }) => title)).toEqual(passages.map(({ title }) => title))
      for (const { snippet } of results) expect(text).toContain(snippet)
    }),
  )
})

it("reads an article as the environment presents it", () => {
  const text = presentPassage({ title: "Ada", text: "Born in 1815.\n\nDied in 1852." })
  expect(parseArticle(text)).toEqual({ title: "Ada", body: "Born in 1815.\n\nDied in 1852." })
  for (const other of ["", "Error: there is no article.", "\n\nx", `${"x".repeat(400)}\n\nbody`]) {
    expect(parseArticle(other)).toBeNull()
  }
})

it("reads JSON results with their scores", () => {
  expect(parseResults('[{"title":"Ada","text":"born","score":12.5},{"title":"Bob"}]')).toEqual([
    { rank: 1, title: "Ada", snippet: "born", score: 12.5 },
    { rank: 2, title: "Bob", snippet: "", score: null },
  ])
  expect(parseResults('{"results":[{"title":"Ada","snippet":"s"}]}')).toHaveLength(1)
})

it("reads nothing that is no list of results", () => {
  for (const text of [
    "",
    "No article matches.",
    "2. starts at two\n   x",
    "1. Ada\nfree text below",
    "[",
    "[]",
    '[{"name":"x"}]',
    '[{"title":"a"},1]',
    '{"results":{}}',
  ]) {
    expect(parseResults(text), text).toBeNull()
  }
})

it("never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      parseResults(text)
      parseArticle(text)
    }),
  )
})

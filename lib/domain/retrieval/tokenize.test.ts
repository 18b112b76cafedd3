import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { queryTerms } from "./query"
import { tokenize } from "./tokenize"

describe("terms", () => {
  test("are stemmed words without function words, accents and punctuation, repeats kept", () => {
    expect(tokenize("The rivers, and a river: Élbe's rivers!")).toEqual(["river", "river", "elb", "river"])
  })

  test("may be of any script", () => {
    expect(tokenize("Москва 東京 2004")).toEqual(["москва", "東京", "2004"])
  })

  test("of a query are cut, however long it is", () => {
    expect(queryTerms("river ".repeat(100_000))).toHaveLength(64)
    expect(queryTerms("x".repeat(200_000))[0]).toHaveLength(64)
  })

  test("exist for any text", () => {
    fc.assert(
      fc.property(
        fc.uint16Array().map((units) => String.fromCharCode(...units)),
        (text) => {
          for (const term of tokenize(text)) expect(term.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

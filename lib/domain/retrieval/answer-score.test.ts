import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { normalizeAnswer, scoreAnswer } from "./answer-score"
import { titleRecall } from "./title-recall"

describe("an answer", () => {
  test("is normalised as HotpotQA does", () => {
    expect(normalizeAnswer('  The Beatles\' "A  Hard" Day. ')).toBe("beatles hard day")
  })

  test.each([
    ["the Elbe", "Elbe", 1, 1],
    ["river Elbe", "Elbe", 0, 2 / 3],
    ["Elbe Elbe", "Elbe", 0, 2 / 3],
    ["Oder", "Elbe", 0, 0],
    ["yes it is", "yes", 0, 0],
    ["", "Elbe", 0, 0],
  ])("%s for %s has exact match %i and F1 %f", (given, gold, exactMatch, f1) => {
    expect(scoreAnswer(given, gold)).toEqual({ exactMatch, f1 })
  })

  test("scores within 0 and 1, and 1 exactly where it matches", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (given, gold) => {
        const { exactMatch, f1 } = scoreAnswer(given, gold)
        expect(f1).toBeGreaterThanOrEqual(exactMatch)
        expect(f1).toBeLessThanOrEqual(1)
        expect(scoreAnswer(gold, given).f1).toBeCloseTo(f1)
      }),
    )
  })
})

describe("title recall", () => {
  test("counts what was read before what was only found", () => {
    const seen = { read: ["C", "c "], returned: ["A", "B", "D", "E", "F", "G"] }
    expect(titleRecall(["c", "e"], seen, 5)).toBe(1)
    expect(titleRecall(["c", "f"], seen, 5)).toBe(0.5)
  })

  test("is unknown without gold titles", () => {
    expect(titleRecall([], { read: ["A"], returned: [] }, 5)).toBeNull()
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cohenKappa, type RatingPair } from "@/lib/domain/stats/cohen-kappa"
import { fleissKappa } from "@/lib/domain/stats/fleiss-kappa"
import { krippendorffAlpha } from "@/lib/domain/stats/krippendorff-alpha"

/** Pairs from a table of counts: rows are the first rater's categories. */
function pairsOf(table: readonly (readonly number[])[]): RatingPair[] {
  return table.flatMap((row, left) =>
    row.flatMap((count, right) => Array.from({ length: count }, (): RatingPair => [left, right])),
  )
}

describe("Cohen's kappa", () => {
  it("matches the example of Cohen (1960), table 1: 200 cases, 3 categories, .492", () => {
    // His frequencies: 140 of 200 agree, 82 would by chance.
    const table = [
      [88, 10, 2],
      [14, 40, 6],
      [18, 10, 12],
    ]
    expect(cohenKappa(pairsOf(table), 3).value).toBeCloseTo(0.492, 3)
  })

  it("matches a table worked by hand, 20, 5, 10, 15: (.70 - .50) / (1 - .50) = .400", () => {
    const estimate = cohenKappa(
      pairsOf([
        [20, 5],
        [10, 15],
      ]),
      2,
    )
    expect(estimate.value).toBeCloseTo(0.4, 10)
    expect(estimate.low).toBeLessThan(0.4)
    expect(estimate.high).toBeGreaterThan(0.4)
  })

  it("is unknown where chance explains everything", () => {
    expect(cohenKappa([[0, 0]], 2).value).toBeNull()
    expect(cohenKappa([], 2)).toMatchObject({ value: null, low: null, high: null, n: 0 })
  })
})

/** The example worked in encyclopedias and textbooks: 14 raters, 10 subjects, 5 categories. */
const FLEISS = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
]

describe("Fleiss' kappa", () => {
  it("matches the worked example of 14 raters, 10 subjects and 5 categories: .210", () => {
    expect(fleissKappa(FLEISS).value).toBeCloseTo(0.21, 3)
  })

  it("matches the diagnoses of Fleiss (1971), table 1: 6 raters, 30 patients, 5 categories, .430", () => {
    const table = [
      [0, 0, 0, 6, 0],
      [0, 3, 0, 0, 3],
      [0, 1, 4, 0, 1],
      [0, 0, 0, 0, 6],
      [0, 3, 0, 3, 0],
      [2, 0, 4, 0, 0],
      [0, 0, 4, 0, 2],
      [2, 0, 3, 1, 0],
      [2, 0, 0, 4, 0],
      [0, 0, 0, 0, 6],
      [1, 0, 0, 5, 0],
      [1, 1, 0, 4, 0],
      [0, 3, 3, 0, 0],
      [1, 0, 0, 5, 0],
      [0, 2, 0, 3, 1],
      [0, 0, 5, 0, 1],
      [3, 0, 0, 1, 2],
      [5, 1, 0, 0, 0],
      [0, 2, 0, 4, 0],
      [1, 0, 2, 0, 3],
      [0, 0, 0, 0, 6],
      [0, 1, 0, 5, 0],
      [0, 2, 0, 1, 3],
      [2, 0, 0, 4, 0],
      [1, 0, 0, 4, 1],
      [0, 5, 0, 1, 0],
      [4, 0, 0, 0, 2],
      [0, 2, 0, 4, 0],
      [1, 0, 5, 0, 0],
      [0, 0, 0, 0, 6],
    ]
    expect(fleissKappa(table).value).toBeCloseTo(0.43, 3)
  })

  it("refuses units with different numbers of ratings", () => {
    expect(() =>
      fleissKappa([
        [2, 0],
        [2, 1],
      ]),
    ).toThrow(RangeError)
  })
})

/** Krippendorff (2011), section D: four observers, twelve units, missing data. */
const OBSERVERS = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]

const UNITS = Array.from({ length: 12 }, (_, unit) => OBSERVERS.flatMap((row) => row[unit] ?? []))

describe("Krippendorff's alpha", () => {
  it("matches Krippendorff (2011), section D: nominal .743, ordinal .815, interval .849", () => {
    expect(krippendorffAlpha(UNITS).value).toBeCloseTo(0.743, 3)
    expect(krippendorffAlpha(UNITS, "ordinal").value).toBeCloseTo(0.815, 3)
    expect(krippendorffAlpha(UNITS, "interval").value).toBeCloseTo(0.849, 3)
  })

  it("matches Krippendorff (2011), section A, binary data of two observers: .095", () => {
    const left = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    const right = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    expect(krippendorffAlpha(left.map((value, unit) => [value, right[unit] as number])).value).toBeCloseTo(
      0.095,
      3,
    )
  })

  it("counts only units with two values", () => {
    const estimate = krippendorffAlpha([[1], [], [1, 1], [2, 2]])
    expect(estimate).toMatchObject({ value: 1, n: 4, tasks: 2 })
    expect(krippendorffAlpha([[1], [2]]).value).toBeNull()
  })
})

const category = fc.integer({ min: 0, max: 2 })
const pairs = fc.array(fc.tuple(category, category), { minLength: 2, maxLength: 40 })
const quick = { resamples: 50 }

describe("agreement of any ratings", () => {
  it("is 1 where everyone agrees and more than one category is used", () => {
    fc.assert(
      fc.property(fc.array(category, { minLength: 2, maxLength: 40 }), (values) => {
        fc.pre(new Set(values).size > 1)
        const counts = values.map((value) => [0, 1, 2].map((each) => (each === value ? 2 : 0)))
        expect(
          cohenKappa(
            values.map((value) => [value, value]),
            3,
            quick,
          ).value,
        ).toBeCloseTo(1, 10)
        expect(fleissKappa(counts, quick).value).toBeCloseTo(1, 10)
        expect(
          krippendorffAlpha(
            values.map((value) => [value, value]),
            "nominal",
            quick,
          ).value,
        ).toBeCloseTo(1, 10)
      }),
    )
  })

  it("does not depend on names of categories, order of units or which rater comes first", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const value = cohenKappa(given, 3, quick).value
        const changed = given.toReversed().map(([left, right]): RatingPair => [2 - right, 2 - left])
        const other = cohenKappa(changed, 3, quick).value
        if (value === null) expect(other).toBeNull()
        else expect(other).toBeCloseTo(value, 10)
        const alpha = krippendorffAlpha(given, "nominal", quick).value
        const turned = krippendorffAlpha(changed, "nominal", quick).value
        if (alpha === null) expect(turned).toBeNull()
        else expect(turned).toBeCloseTo(alpha, 10)
      }),
    )
  })

  it("never exceeds 1, lies within its interval's reach, and alpha nears Fleiss for many units of two ratings", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const counts = given.map(([left, right]) =>
          [0, 1, 2].map((each) => Number(each === left) + Number(each === right)),
        )
        const fleiss = fleissKappa(counts, quick)
        const alpha = krippendorffAlpha(given, "nominal", quick)
        for (const { value, low, high } of [fleiss, alpha, cohenKappa(given, 3, quick)]) {
          if (value === null) continue
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
          expect(low as number).toBeLessThanOrEqual(high as number)
        }
        if (fleiss.value === null || alpha.value === null) return
        // Alpha corrects for the size of the sample: 1 - alpha = (1 - kappa)(n - 1) / n.
        const n = 2 * given.length
        expect(1 - alpha.value).toBeCloseTo(((1 - fleiss.value) * (n - 1)) / n, 10)
      }),
    )
  })

  it("gives the same interval for the same seed", () => {
    expect(krippendorffAlpha(UNITS)).toEqual(krippendorffAlpha(UNITS))
  })
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Curve, sliderRange, snapToStop, totalsAt } from "@/components/dataset/curve-totals"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import type { Rule } from "@/lib/domain/curation/rule"
import { thresholdCurve } from "@/lib/domain/curation/threshold-curve"
import { totalsOf } from "@/lib/domain/curation/totals"
import { anyEpisodes } from "@/tests/factories/curation-arbitraries"

const threshold = (min: number | null): Rule => ({
  type: "threshold",
  enabled: true,
  metric: "score",
  min,
  max: null,
})

function toCurve(curve: NonNullable<ReturnType<typeof thresholdCurve>>): Curve {
  const { stops, episodes, tasks, contentTokens, assistantTokens } = curve
  const lists = { stops, episodes, tasks, contentTokens, assistantTokens }
  const plain = Object.entries(lists).map(([name, values]) => [name, [...values]])
  return { rule: 0, ...Object.fromEntries(plain) }
}

const flat: Curve = {
  rule: 0,
  stops: [1, 1],
  episodes: [3, 3],
  tasks: [1, 1],
  contentTokens: [9, 9],
  assistantTokens: [3, 3],
}

describe("a drag of the threshold", () => {
  test("shows, wherever it stops, what the recipe keeps there", () => {
    fc.assert(
      fc.property(anyEpisodes, fc.double({ min: -1, max: 2, noNaN: true }), (rows, position) => {
        const columns = columnsFromRows(rows)
        const known = thresholdCurve(columns, [threshold(null)], 0)
        fc.pre(known !== null)
        const curve = toCurve(known)
        const stop = snapToStop(curve, position)
        const { kept } = applyRecipe(columns, [threshold(stop)])
        expect(totalsOf(columns, kept)).toMatchObject(totalsAt(curve, stop))
        expect(totalsAt(curve, position)).toEqual(totalsAt(curve, stop))
      }),
      { numRuns: 60 },
    )
  })

  test("moves by about a hundredth of the reach", () => {
    expect(sliderRange({ ...flat, stops: [0, 0.5, 1] })).toEqual({ min: 0, max: 1, step: 0.01 })
    expect(sliderRange({ ...flat, stops: [0.2, 1] })?.step).toBe(0.01)
    expect(sliderRange({ ...flat, stops: [-50, 50] })?.step).toBe(1)
  })

  test("is not possible where all values are equal", () => {
    expect(sliderRange(flat)).toBeNull()
  })
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  type Curve,
  compositionAt,
  sliderRange,
  snapToStop,
  totalsAt,
} from "@/components/dataset/curve-totals"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import type { Rule } from "@/lib/domain/curation/rule"
import { thresholdCurve } from "@/lib/domain/curation/threshold-curve"
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
  return {
    ...flat,
    low: stops[0] ?? 0,
    high: stops.at(-1) ?? 0,
    episodes: [...episodes],
    tasks: [...tasks],
    contentTokens: [...contentTokens],
    assistantTokens: [...assistantTokens],
  }
}

const flat: Curve = {
  low: 1,
  high: 1,
  episodes: [3, 3],
  tasks: [1, 1],
  contentTokens: [9, 9],
  assistantTokens: [3, 3],
  composition: { tasks: [], runs: [], labels: {}, stopReasons: {} },
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
        expect(compositionOf(columns, kept).totals).toMatchObject(totalsAt(curve, stop))
        expect(totalsAt(curve, position)).toEqual(totalsAt(curve, stop))
      }),
      { numRuns: 60 },
    )
  })

  test("counts parts at every tenth stop, and leaves those that are not followed as they are", () => {
    const task = { title: null, group: null, of: 9 }
    const kept = {
      tasks: [
        { ...task, key: "a", kept: 4 },
        { ...task, key: "b", kept: 2 },
      ],
      runs: [],
    }
    const followed = {
      tasks: [{ key: "a", counts: [9, 5, 1] }],
      runs: [],
      labels: { good: [7, 4, 0] },
      stopReasons: {},
    }
    const curve = { ...flat, low: 0, high: 20, episodes: Array(21).fill(1), composition: followed }
    const { tasks, labels } = compositionAt(curve, { ...kept, labels: {}, stopReasons: {} }, 19)
    expect(tasks.map((part) => part.kept)).toEqual([5, 2])
    expect(labels).toEqual({ good: 4 })
  })

  test("moves by about a hundredth of the reach", () => {
    expect(sliderRange({ ...flat, low: 0, high: 1 })).toEqual({ min: 0, max: 1, step: 0.01 })
    expect(sliderRange({ ...flat, low: 0.2, high: 1 })?.step).toBe(0.01)
    expect(sliderRange({ ...flat, low: -50, high: 50 })?.step).toBe(1)
  })

  test("is not possible where all values are equal", () => {
    expect(sliderRange(flat)).toBeNull()
  })
})

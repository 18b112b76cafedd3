import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import type { Rule, ThresholdRule } from "@/lib/domain/curation/rule"
import { evenStops, lastStopAtOrBelow } from "@/lib/domain/curation/stops"
import { thresholdCurve } from "@/lib/domain/curation/threshold-curve"
import { anyEpisodes, anyRecipe } from "@/tests/factories/curation-arbitraries"

const threshold: ThresholdRule = { type: "threshold", enabled: true, metric: "score", min: 0.5, max: null }
const cap = (...tieBreak: ("score" | "steps" | "cost")[]): Rule => ({
  type: "taskCap",
  enabled: true,
  max: 1,
  tieBreak,
})

describe("thresholdCurve", () => {
  it("equals the recipe run at every stop, whatever comes before and after the threshold", () => {
    const metric = fc.constantFrom("score", "f1")
    fc.assert(
      fc.property(anyEpisodes, anyRecipe, anyRecipe, metric, (episodes, before, after, name) => {
        const columns = columnsFromRows(episodes)
        const rules = [...before, { ...threshold, metric: name }, ...after]
        const curve = thresholdCurve(columns, rules, before.length, {
          stops: 21,
          every: 5,
          parts: [
            { numbers: columns.taskNo, limit: 6, wanted: [3, 1] },
            { numbers: columns.label, limit: 2, wanted: [-2, 1] },
          ],
        })
        if (!curve) return
        curve.stops.forEach((min, stop) => {
          const moved = rules.map((rule, index) =>
            index === before.length ? { ...threshold, metric: name, min } : rule,
          )
          const { kept } = applyRecipe(columns, moved)
          const totals = compositionOf(columns, kept).totals
          for (const total of ["episodes", "tasks", "contentTokens", "assistantTokens"] as const) {
            expect(curve[total][stop]).toBe(totals[total])
          }
          if (stop % 5 > 0) return
          const { tasks, labels } = compositionOf(columns, kept)
          const at = (part: number, place: number) => curve.parts[part]?.[place]?.[stop / 5]
          expect([at(0, 0), at(0, 1)]).toEqual([tasks.get(3) ?? 0, tasks.get(1) ?? 0])
          expect([at(1, 0), at(1, 1)]).toEqual([labels.get("none") ?? 0, labels.get("good") ?? 0])
        })
      }),
      { numRuns: 600 },
    )
  })

  it("begins at the lowest and ends at the highest score", () => {
    const scores = [0, 0, 1, 1, 1]
    const columns = columnsFromRows(scores.map((score, taskNo) => ({ ...blank, score, taskNo })))
    const curve = thresholdCurve(columns, [threshold], 0)
    expect(curve?.stops).toHaveLength(1001)
    expect(curve?.episodes[0]).toBe(5)
    expect(curve?.episodes[1]).toBe(3)
    expect(curve?.tasks[1000]).toBe(3)
  })

  it("forgets a row that a better one displaces before a later rule drops it", () => {
    const rows = [0.9, 0].map((score, cost) => ({ ...blank, score, contentGroup: 4, costMicro: 1 - cost }))
    const duplicates: Rule = { type: "duplicates", enabled: true, tieBreak: ["cost"] }
    const rules = [threshold, duplicates, { ...threshold, min: null, max: 0 }]
    const curve = thresholdCurve(columnsFromRows(rows), rules, 0, { stops: 2 })
    expect([...(curve?.episodes ?? [])]).toEqual([1, 0])
  })

  it("is null where no episode has the metric and refuses another kind of rule", () => {
    const columns = columnsFromRows([{ ...blank, score: null }])
    expect(thresholdCurve(columns, [threshold], 0)).toBeNull()
    expect(() => thresholdCurve(columns, [cap("score")], 0)).toThrow(RangeError)
  })
})

describe("lastStopAtOrBelow", () => {
  it("agrees with comparing every stop as a double", () => {
    const value = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(value, value, value, fc.integer({ min: 2, max: 1001 }), (a, b, probe, count) => {
        const stops = evenStops({ low: Math.min(a, b), high: Math.max(a, b) }, count)
        for (const tried of [probe, a, b, stops[count >> 1] as number]) {
          expect(lastStopAtOrBelow(stops, tried)).toBe(stops.findLastIndex((stop) => stop <= tried))
        }
      }),
    )
  })
})

const blank = {
  score: 0,
  metrics: {},
  success: null,
  label: null,
  groupNo: 0,
  taskNo: 0,
  runNo: 0,
  contentGroup: null,
  steps: 1,
  contentTokens: 1,
  assistantTokens: 1,
  costMicro: null,
  latencyMs: null,
  stopReason: "completed" as const,
}

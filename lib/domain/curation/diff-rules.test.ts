import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { diffRules } from "@/lib/domain/curation/diff-rules"
import type { Rule } from "@/lib/domain/curation/rule"
import { anyRecipe } from "@/tests/factories/curation-arbitraries"

const success: Rule = { type: "success", enabled: true, keep: "success" }
const threshold = (min: number): Rule => ({
  type: "threshold",
  enabled: true,
  metric: "score",
  min,
  max: null,
})
const cap = (max: number): Rule => ({ type: "taskCap", enabled: true, max, tieBreak: ["score"] })

const changesOf = (before: Rule[], after: Rule[]) => diffRules(before, after).map(({ change }) => change)

describe("two recipes side by side", () => {
  test("show what was changed, added and removed in its place", () => {
    expect(changesOf([threshold(0.5), success], [threshold(0.7), success, cap(1)])).toEqual([
      "changed",
      "same",
      "added",
    ])
    expect(changesOf([success, cap(2)], [cap(2)])).toEqual(["removed", "same"])
    expect(changesOf([cap(1)], [cap(3), cap(1)])).toEqual(["added", "same"])
  })

  test("hold every rule of both in its order, and nothing is changed between equal ones", () => {
    fc.assert(
      fc.property(anyRecipe, anyRecipe, (before, after) => {
        const changes = diffRules(before, after)
        expect(changes.flatMap((line) => line.before ?? [])).toEqual(before)
        expect(changes.flatMap((line) => line.after ?? [])).toEqual(after)
        expect(changes.flatMap(({ index }) => index.before ?? [])).toEqual(before.map((_, at) => at))
        for (const { change, before: left, after: right } of changes) {
          if (change === "same") expect(left).toEqual(right)
          if (change === "changed") expect(left?.type).toBe(right?.type)
        }
        expect(changesOf(before, before).every((change) => change === "same")).toBe(true)
      }),
    )
  })
})

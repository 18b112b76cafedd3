import { expect, it } from "vitest"
import { filterRules } from "@/components/dataset/filter-rules"
import { loadSelection } from "@/components/episode/filter-params"
import { rulesSchema } from "@/lib/contracts/recipes"

it("says a filter as rules that a recipe takes", () => {
  const { rules, unsaid } = filterRules(
    loadSelection(
      "?success=success&label=good,unlabelled&scoreMin=0.5&costUsdMax=0.25&latencyMsMin=10&tag=a",
    ),
  )
  expect(unsaid).toEqual([])
  expect(rulesSchema.parse(rules)).toEqual(rules)
  expect(rules).toEqual([
    { type: "success", enabled: true, keep: "success" },
    { type: "label", enabled: true, keep: ["good", "none"] },
    { type: "tags", enabled: true, mode: "any", tags: ["a"] },
    { type: "threshold", enabled: true, metric: "score", min: 0.5, max: null },
    { type: "range", enabled: true, column: "costMicro", min: null, max: 250_000, keepUnknown: false },
    { type: "range", enabled: true, column: "latencyMs", min: 10, max: null, keepUnknown: false },
  ])
})

it("names what no rule can say", () => {
  expect(filterRules(loadSelection("?text=refund&success=unknown&hasError=true")).unsaid).toEqual([
    "text",
    "success",
    "hasError",
  ])
})

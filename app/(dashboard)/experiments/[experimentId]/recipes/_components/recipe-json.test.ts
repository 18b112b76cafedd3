import fc from "fast-check"
import { expect, test } from "vitest"
import { ruleSchema } from "@/lib/contracts/recipes"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"
import { anyRule } from "@/tests/factories/curation-arbitraries"
import { readRecipe, writeRecipe } from "./recipe-json"

const anyValidRule = anyRule.filter((rule) => ruleSchema.safeParse(rule).success)
const RUN = "019391f0-0000-7000-8000-000000000001"

test("a recipe comes back from its JSON as it was", () => {
  fc.assert(
    fc.property(fc.array(anyValidRule, { maxLength: 5 }), (rules) => {
      const weighting = rules.length > 2 ? { scheme: "score" as const, metric: "f1" } : NO_WEIGHTING
      const pairs = rules.length > 3 ? { by: "score" as const, minGap: 0.5, maxPerTask: 2 } : null
      const recipe = { name: "clean", runIds: [RUN], rules, weighting, pairs }
      expect(readRecipe(writeRecipe(recipe))).toEqual({ ok: true, recipe })
    }),
    { numRuns: 50 },
  )
})

test("a bare list of rules is a recipe without a name", () => {
  expect(readRecipe('[{"type":"success"}]')).toMatchObject({
    ok: true,
    recipe: { rules: [{ type: "success", enabled: true, keep: "success" }] },
  })
})

test("what is wrong is said where it is", () => {
  expect(readRecipe("{")).toEqual({ ok: false, reason: "This is not JSON." })
  expect(readRecipe('{"rules":[{"type":"taskCap","max":0}]}')).toMatchObject({
    ok: false,
    reason: expect.stringContaining("rules.0.max"),
  })
})

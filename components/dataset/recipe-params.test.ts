import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  DEFAULT_RULES,
  readRules,
  recipeHref,
  recipeParsers,
  writeRules,
} from "@/components/dataset/recipe-params"
import { ruleSchema } from "@/lib/contracts/recipes"
import { anyRule } from "@/tests/factories/curation-arbitraries"

const anyValidRule = anyRule.filter((rule) => ruleSchema.safeParse(rule).success)

describe("rules in a URL", () => {
  test("leave out what is default", () => {
    expect(writeRules(DEFAULT_RULES)).toBe('[{"type":"threshold","metric":"score"}]')
    expect(writeRules([{ type: "success", enabled: false, keep: "success" }])).toBe(
      '[{"type":"success","enabled":false}]',
    )
  })

  test("come back as they were", () => {
    fc.assert(
      fc.property(fc.array(anyValidRule, { maxLength: 6 }), (rules) => {
        expect(readRules(writeRules(rules))).toEqual(rules)
      }),
      { numRuns: 50 },
    )
  })

  test("are none when the text is mangled", () => {
    for (const text of ["", "[", "{}", '[{"type":"magic"}]', '[{"type":"taskCap","max":0}]']) {
      expect(readRules(text)).toBeNull()
    }
  })

  test("stand in the link to the curation lab", () => {
    const href = recipeHref("e", {
      runIds: ["r"],
      rules: [{ type: "success", enabled: true, keep: "failure" }],
    })
    const query = new URL(href, "http://localhost").searchParams
    expect(query.get("run")).toBe("r")
    expect(readRules(query.get("rules") ?? "")).toEqual([{ type: "success", enabled: true, keep: "failure" }])
  })
})

test("weights and pairs stand in the link too, and are none when mangled", () => {
  const weighting = { scheme: "advantage" as const, metric: "f1", beta: 0.5, clip: 20 }
  const pairs = { by: "success" as const, minGap: 0.1, maxPerTask: 2 }
  const { searchParams } = new URL(
    recipeHref("e", { runIds: [], rules: [], weighting, pairs }),
    "http://localhost",
  )
  expect(recipeParsers.weights.parse(searchParams.get("weights") ?? "")).toEqual(weighting)
  expect(recipeParsers.pairs.parse(searchParams.get("pairs") ?? "")).toEqual(pairs)
  expect(recipeParsers.weights.parse('{"scheme":"magic"}')).toBeNull()
  expect(recipeParsers.pairs.parse("{")).toBeNull()
})

test("shares of a split are three whole percentages that make 100", () => {
  expect(recipeParsers.shares.parse("70-20-10")).toEqual([70, 20, 10])
  for (const text of ["70-20", "70-20-20", "100--1-1", "80.5-19.5-0", "a-b-c"]) {
    expect(recipeParsers.shares.parse(text)).toBeNull()
  }
})

import { expect, test } from "vitest"
import { describeCostKind } from "./cost-kind"

test("names the one way in which a cost is known", () => {
  expect(describeCostKind({ kinds: { estimated: 200 }, coverage: 1 })).toEqual({
    mark: "est.",
    sentence: "Cost estimated from token counts and the price, as no usage was recorded.",
  })
})

test("names every way of a mixture, and how many episodes are priced", () => {
  const words = describeCostKind({ kinds: { notional: 4, reported: 90 }, coverage: 0.94 })
  expect(words.mark).toBe("mixed")
  expect(words.sentence).toBe(
    "Cost reported by the source; from a what-if price that nobody bills; 94.0 % of episodes priced.",
  )
})

test("has no mark for a cost that is not known", () => {
  expect(describeCostKind({ kinds: {}, coverage: 0 })).toEqual({
    mark: "",
    sentence: "The cost is not known.",
  })
})

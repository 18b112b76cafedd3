import { expect, it } from "vitest"
import { formatScore } from "./score"

it("keeps a score in its own unit and shows a dash for none", () => {
  expect(formatScore(0.8421)).toBe("0.842")
  expect(formatScore(-1, 0)).toBe("−1")
  expect(formatScore(null)).toBe("–")
})

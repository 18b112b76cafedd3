import { expect, it } from "vitest"
import { formatFraction, formatTimes } from "./ratio"

it("writes how many times with one place below ten", () => {
  expect(formatTimes(5.17)).toBe("5.2×")
  expect(formatTimes(23.1)).toBe("23×")
  expect(formatTimes(Number.POSITIVE_INFINITY)).toBe("–")
})

it("writes a small share as a unit fraction", () => {
  expect(formatFraction(0.0435)).toBe("1/23")
  expect(formatFraction(0.62)).toBe("62 %")
  expect(formatFraction(0)).toBe("–")
})

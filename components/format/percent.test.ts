import { expect, it } from "vitest"
import { formatPercent, formatPercentFigure, formatPoints } from "./percent"

it("writes a rate with a space before the sign", () => {
  expect(formatPercent(0.628)).toBe("62.8 %")
  expect(formatPercent(1, 0)).toBe("100 %")
  expect(formatPercentFigure(0)).toBe("0.0")
})

it("shows a dash for an unknown rate", () => {
  expect(formatPercent(null)).toBe("–")
  expect(formatPercent(Number.NaN)).toBe("–")
})

it("signs differences and never writes a negative zero", () => {
  expect(formatPoints(-0.057)).toBe("−5.7 points")
  expect(formatPoints(0.02)).toBe("+2.0 points")
  expect(formatPoints(-0.0001)).toBe("0.0 points")
  expect(formatPoints(0.0001)).toBe("0.0 points")
})

import { describe, expect, it } from "vitest"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { formatEstimate, formatEstimateText } from "./interval"

function estimate(value: number | null, low: number | null, high: number | null): Estimate {
  return { value, low, high, level: 0.95, method: "wilson", n: 460, tasks: 115 }
}

describe("formatEstimate", () => {
  it("writes a nearly symmetric rate with plus-minus", () => {
    expect(formatEstimateText(estimate(0.628, 0.583, 0.671), "percent")).toBe("62.8 % ±4.4")
  })

  it("shows brackets when the interval is visibly asymmetric", () => {
    expect(formatEstimateText(estimate(0.98, 0.9, 0.996), "percent")).toBe("98.0 % [90.0, 99.6]")
  })

  it("always shows brackets and a sign for a difference", () => {
    expect(formatEstimateText(estimate(-0.057, -0.097, -0.017), "points")).toBe("−5.7 points [−9.7, −1.7]")
    expect(formatEstimate(estimate(0.02, 0.01, 0.03), "points").figure).toBe("+2.0")
  })

  it("drops the leading zero of a score's interval", () => {
    expect(formatEstimateText(estimate(0.842, 0.825, 0.859), "score")).toBe("0.842 ±.017")
  })

  it("keeps the digits of a price in its interval", () => {
    expect(formatEstimateText(estimate(0.0021, 0.002, 0.0022), "usd")).toBe("$0.0021 ±0.0001")
    expect(formatEstimateText(estimate(0.0033, 0.0031, 0.0039), "usd")).toBe("$0.0033 [$0.0031, $0.0039]")
  })

  it("shows a dash, never zero, for what is unknown", () => {
    expect(formatEstimateText(estimate(null, null, null), "percent")).toBe("–")
    expect(formatEstimateText(null, "usd")).toBe("–")
    expect(formatEstimateText(estimate(0.5, null, null), "percent")).toBe("50.0 %")
  })
})

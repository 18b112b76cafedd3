import { describe, expect, it } from "vitest"
import { bootstrapCoverage, meanOf, rateGrid, wilsonCoverage } from "./coverage"

describe("coverage of 95 % intervals (tests/bench/coverage.ts draws more)", () => {
  it.each([20, 50, 200])("Wilson at n = %d averages 94-96 % and does what the binomial says", (n) => {
    const all = wilsonCoverage(n, rateGrid(7), 20_000)
    expect(meanOf(all.map(({ exact }) => exact))).toBeGreaterThan(0.94)
    expect(meanOf(all.map(({ exact }) => exact))).toBeLessThan(0.96)
    for (const { exact, simulated } of all) expect(Math.abs(simulated - exact)).toBeLessThan(0.005)
  })

  it("bootstrap intervals of a light-tailed cost per success reach 93-97 % at n = 200", () => {
    const { bca, percentile } = bootstrapCoverage(200, 300, 200)
    for (const share of [bca, percentile]) {
      expect(share).toBeGreaterThan(0.925)
      expect(share).toBeLessThan(0.975)
    }
  })
})

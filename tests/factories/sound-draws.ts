import { expect } from "vitest"
import type { Scores } from "@/tests/factories/label-draws"

/** Intervals at 95 % that hold in 93 to 97 % of draws, and claims that hold in at least 93.5 %. */
export function expectSound({ precision, recall, claimsHold }: Scores): void {
  for (const coverage of [precision, recall]) {
    expect(coverage).toBeGreaterThan(0.93)
    expect(coverage).toBeLessThan(0.97)
  }
  expect(claimsHold).toBeGreaterThan(0.935)
}

/** One line of figures for the log of the test run. */
export function report(name: string, scores: Scores): void {
  const figures = Object.entries(scores).map(([key, share]) => `${key} ${(100 * share).toFixed(1)} %`)
  process.stdout.write(`${name}: ${figures.join(", ")}\n`)
}

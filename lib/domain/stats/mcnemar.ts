import { binomialCdf } from "@/lib/domain/stats/binomial"

/**
 * Exact two-sided McNemar test on tasks that two runs tried once each: `fixed` counts those that only the first solved,
 * `broken` those that only the second did. Returns the p-value, 1 when they never disagree.
 * Source: Q. McNemar, Psychometrika 12 (1947), with the binomial distribution of the discordant pairs (doubled tail).
 */
export function exactMcNemar(fixed: number, broken: number): number {
  return Math.min(1, 2 * binomialCdf(Math.min(fixed, broken), fixed + broken, 0.5))
}

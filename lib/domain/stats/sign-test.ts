import { binomialCdf } from "@/lib/domain/stats/binomial"

/**
 * Exact one-sided sign test: the probability of at most `better` moves for the better among all moves, were both directions
 * equally likely; 1 where nothing moved. Source: W. J. Conover, "Practical Nonparametric Statistics" (1999), section 3.4.
 */
export function worseningSignTest(worse: number, better: number): number {
  return worse + better === 0 ? 1 : Math.min(1, binomialCdf(better, worse + better, 0.5))
}

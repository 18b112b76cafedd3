import type { Estimate } from "@/lib/domain/stats/estimate"
import { histogramCount, valueAtRank } from "@/lib/domain/stats/log-histogram"
import { quantileRanks } from "@/lib/domain/stats/quantile-ranks"

/**
 * The q-quantile (nearest lower rank, floor(q (n - 1))) of a latency histogram in its unit, within 1 %; null when empty.
 */
export function quantile(histogram: readonly number[], q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError("quantile needs 0 <= q <= 1")
  return valueAtRank(histogram, Math.floor(q * (histogramCount(histogram) - 1)))
}

/**
 * A latency quantile with the distribution-free interval between two order statistics; an end is null where no order
 * statistic is far enough out (the upper end of a p95 from fewer than 72 episodes at level 0.95).
 * Source: W. J. Conover, "Practical Nonparametric Statistics", 3rd ed. (1999), section 3.2.
 */
export function latencyQuantile(histogram: readonly number[], q: number, level = 0.95): Estimate {
  const n = histogramCount(histogram)
  const { below, above } = quantileRanks(n, q, level)
  return {
    value: quantile(histogram, q),
    low: valueAtRank(histogram, below - 1),
    high: valueAtRank(histogram, above - 1),
    level,
    method: "order statistics",
    n,
    tasks: n,
  }
}

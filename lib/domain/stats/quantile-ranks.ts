import { binomialCdf } from "@/lib/domain/stats/binomial"

/**
 * The ranks (1 = smallest) of the two order statistics of n independent observations that hold the q-quantile between them at
 * a confidence level; `below` is 0 and `above` n + 1 where no order statistic is far enough out.
 * Source: W. J. Conover, "Practical Nonparametric Statistics", 3rd ed. (1999), section 3.2.
 */
export function quantileRanks(n: number, q: number, level: number): { below: number; above: number } {
  const tail = (1 - level) / 2
  return {
    below: smallest(0, n, (k) => binomialCdf(k, n, q) > tail),
    above: smallest(0, n + 1, (k) => binomialCdf(k - 1, n, q) >= 1 - tail),
  }
}

/** The smallest whole number in [low, high] for which the monotone condition holds, or high. */
function smallest(low: number, high: number, holds: (value: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

import type { Estimate } from "@/lib/domain/stats/estimate"
import { incompleteBeta } from "@/lib/domain/stats/incomplete-beta"
import { wilsonAt } from "@/lib/domain/stats/wilson"

/**
 * Sums over sampled units. A unit drawn with propensity q has weight 1 / q; `open` sums (1 - q) weight^2, the part of the
 * variance that is left because units like it were not drawn. A unit of a plain sample of something endless has weight 1, open 1.
 */
export interface WeightedGroup {
  n: number
  weight: number
  squares: number
  open: number
}

/** Below this many of the rarer outcome the variance seen in the sample is not trusted alone. */
const TRUSTED_OUTCOMES = 20

export function emptyGroup(): WeightedGroup {
  return { n: 0, weight: 0, squares: 0, open: 0 }
}

export function addUnit(group: WeightedGroup, weight: number, open: number): void {
  group.n += 1
  group.weight += weight
  group.squares += weight * weight
  group.open += open
}

export function mergeGroups(left: WeightedGroup, right: WeightedGroup): WeightedGroup {
  return {
    n: left.n + right.n,
    weight: left.weight + right.weight,
    squares: left.squares + right.squares,
    open: left.open + right.open,
  }
}

/**
 * How many labels of a plain sample say as much, from the weights alone: (sum w)^2 / sum w^2.
 * Source: L. Kish, "Survey Sampling" (1965), section 11.7.
 */
export function kishSize({ weight, squares }: WeightedGroup): number {
  return squares === 0 ? 0 : (weight * weight) / squares
}

/** The share of hits (Hajek's ratio), null without units. */
export function weightedRate(hits: WeightedGroup, misses: WeightedGroup): number | null {
  const weight = hits.weight + misses.weight
  return weight === 0 ? null : hits.weight / weight
}

/**
 * The size of the plain sample with the same variance. The linearised variance of the ratio (Sarndal, Swensson and Wretman,
 * "Model assisted survey sampling" (1992), 5.5, for units drawn without covariance) is drawn towards what the weights alone say
 * where one outcome is rare, since a handful of units does not tell a variance; there the part of the population that was
 * drawn counts by half (the geometric mean of Kish's effect with and without it), since a normal variance overrates it.
 * Infinite when every unit was certain to be drawn.
 */
export function effectiveSize(hits: WeightedGroup, misses: WeightedGroup): number {
  const both = mergeGroups(hits, misses)
  if (both.n === 0) return 0
  if (both.open === 0) return Infinity
  const expected = (both.n * Math.sqrt(both.squares * both.open)) / both.weight ** 2
  const rarer = Math.min(hits.n, misses.n)
  if (rarer === 0) return both.n / expected
  const rate = hits.weight / both.weight
  const variance = (hits.open * (1 - rate) ** 2 + misses.open * rate ** 2) / both.weight ** 2
  const seen = (variance * both.n) / (rate * (1 - rate))
  return (both.n * (rarer + TRUSTED_OUTCOMES)) / (rarer * seen + TRUSTED_OUTCOMES * expected)
}

/**
 * A proportion from units of unequal propensity: Hajek's ratio with the Wilson interval at the effective sample size (Franco
 * et al., J. Survey Statistics and Methodology 7, 2019). With equal weights it is `wilsonInterval`.
 */
export function weightedProportion(hits: WeightedGroup, misses: WeightedGroup, level = 0.95): Estimate {
  const n = hits.n + misses.n
  const rate = weightedRate(hits, misses)
  const frame = { level, method: "wilson at the effective sample size", n, tasks: n }
  if (rate === null) return { value: null, low: null, high: null, ...frame }
  const size = effectiveSize(hits, misses)
  if (size === Infinity) return { value: rate, low: rate, high: rate, ...frame }
  return { ...wilsonAt(rate, size, level), ...frame }
}

/**
 * The one-sided p-value of "the proportion is below `bound`": the exact binomial tail at the effective sample size, with equal
 * weights the binomial test. Source: E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected
 * number of positive counts estimated from survey data", Survey Methodology 24 (1998).
 */
export function proportionBelowPValue(hits: WeightedGroup, misses: WeightedGroup, bound: number): number {
  const rate = weightedRate(hits, misses)
  if (rate === null || rate === 0) return 1
  const size = effectiveSize(hits, misses)
  if (size === Infinity) return rate >= bound ? 0 : 1
  return binomialUpperTail(rate, size, bound)
}

/** P(X >= rate size) for X ~ Binomial(size, bound), continued to sizes that are not whole. */
export function binomialUpperTail(rate: number, size: number, bound: number): number {
  return incompleteBeta(bound, rate * size, (1 - rate) * size + 1)
}

import {
  type BootstrapOptions,
  type Combine,
  finite,
  type Interval,
  percentileEnds,
  replicate,
  sortedQuantile,
  sumOf,
} from "@/lib/domain/stats/bootstrap"
import { acceleration, jackknife } from "@/lib/domain/stats/jackknife"
import { normalCdf } from "@/lib/domain/stats/normal-cdf"
import { normalQuantile } from "@/lib/domain/stats/normal-quantile"

export const BCA = "BCa bootstrap over tasks"
export const PERCENTILE = "percentile bootstrap over tasks"

export interface NamedInterval extends Interval {
  method: string
}

/**
 * Bias-corrected and accelerated bootstrap over tasks, in the terms of `bootstrapInterval`: second-order accurate, so it
 * follows the skew of costs. Where the correction is undefined (a statistic that one task makes infinite, or that every
 * resample moves to the same side) the percentile interval answers, and `method` says which it was. No interval below two tasks.
 * Source: B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987); Efron and Tibshirani (1993), section 14.3.
 */
export function bcaInterval(
  columns: readonly Float64Array[],
  combine: Combine,
  options: BootstrapOptions = {},
): NamedInterval {
  if ((columns[0]?.length ?? 0) < 2) return { low: null, high: null, method: BCA }
  const value = combine(Float64Array.from(columns, sumOf))
  const replicates = replicate(columns, combine, options)
  return bcaEnds(value, replicates, jackknife(columns, combine), options.level)
}

/** The interval of given replicates and jackknife values around the statistic's value. */
export function bcaEnds(
  value: number,
  replicates: Float64Array,
  jackknifed: Float64Array,
  level = 0.95,
): NamedInterval {
  const bias = normalQuantile(shareBelow(replicates, value))
  const speed = acceleration(jackknifed)
  if (!Number.isFinite(bias) || !Number.isFinite(speed))
    return { ...percentileEnds(replicates, level), method: PERCENTILE }
  const sorted = replicates.toSorted()
  const end = (probability: number) => {
    const moved = bias + normalQuantile(probability)
    return finite(sortedQuantile(sorted, normalCdf(bias + moved / (1 - speed * moved))))
  }
  return { low: end((1 - level) / 2), high: end((1 + level) / 2), method: BCA }
}

/** The share of replicates below the value, those equal to it counted half. */
function shareBelow(replicates: Float64Array, value: number): number {
  const slack = Math.abs(value) * 1e-12
  let below = 0
  for (const replicate of replicates) {
    if (replicate < value - slack) below += 1
    else if (replicate <= value + slack) below += 0.5
  }
  return below / replicates.length
}

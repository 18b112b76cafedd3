import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** What two raters said about one unit, as numbers of categories from 0. */
export type RatingPair = readonly [number, number]

const METHOD = "Cohen's kappa, percentile bootstrap over units"

/**
 * Agreement of two raters beyond chance: (po - pe) / (1 - pe), where pe follows from how often each rater uses each category.
 * 1 is perfect, 0 chance. Null without units, and where both use one and the same category only, so that chance explains all.
 * Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
 */
export function cohenKappa(
  pairs: readonly RatingPair[],
  categories: number,
  options: BootstrapOptions = {},
): Estimate {
  const columns = [
    Float64Array.from(pairs, ([left, right]) => Number(left === right)),
    ...indicators(pairs, categories, 0),
    ...indicators(pairs, categories, 1),
    new Float64Array(pairs.length).fill(1),
  ]
  const value = kappaOf(Float64Array.from(columns, sumOf), categories)
  const interval = Number.isNaN(value)
    ? { low: null, high: null }
    : bootstrapInterval(columns, (sums) => orOne(kappaOf(sums, categories)), options)
  return {
    value: Number.isNaN(value) ? null : value,
    ...interval,
    level: options.level ?? 0.95,
    method: METHOD,
    n: pairs.length,
    tasks: pairs.length,
  }
}

function indicators(pairs: readonly RatingPair[], categories: number, rater: 0 | 1): Float64Array[] {
  return Array.from({ length: categories }, (_, category) =>
    Float64Array.from(pairs, (pair) => Number(pair[rater] === category)),
  )
}

/** From sums over units: agreements, uses by the first rater, uses by the second, units. */
function kappaOf(sums: Float64Array, categories: number): number {
  const units = sums[1 + 2 * categories] as number
  let chance = 0
  for (let category = 0; category < categories; category++) {
    chance += ((sums[1 + category] as number) / units) * ((sums[1 + categories + category] as number) / units)
  }
  return ((sums[0] as number) / units - chance) / (1 - chance)
}

/** A resample in which one category is all there is agrees as far as anybody can tell. */
function orOne(value: number): number {
  return Number.isNaN(value) ? 1 : value
}

import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

const METHOD = "Fleiss' kappa, percentile bootstrap over units"

/**
 * Agreement of a fixed number of raters beyond chance, whoever they are: each unit is the number of ratings per category.
 * Units with another number of ratings than the most frequent are for Krippendorff's alpha; here they throw. Null without
 * units, with a single rating each, and where one category is all there is.
 * Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971).
 */
export function fleissKappa(units: readonly (readonly number[])[], options: BootstrapOptions = {}): Estimate {
  const ratings = units[0]?.reduce((sum, count) => sum + count, 0) ?? 0
  if (units.some((counts) => counts.reduce((sum, count) => sum + count, 0) !== ratings)) {
    throw new RangeError("Fleiss' kappa needs the same number of ratings of every unit")
  }
  const categories = units[0]?.length ?? 0
  const columns = [
    Float64Array.from(units, (counts) => agreementOf(counts, ratings)),
    ...Array.from({ length: categories }, (_, category) =>
      Float64Array.from(units, (counts) => counts[category] ?? 0),
    ),
    new Float64Array(units.length).fill(1),
  ]
  const combine = (sums: Float64Array) => kappaOf(sums, categories, ratings)
  const value = combine(Float64Array.from(columns, sumOf))
  const known = Number.isFinite(value)
  return {
    value: known ? value : null,
    ...(known
      ? bootstrapInterval(columns, (sums) => orOne(combine(sums)), options)
      : { low: null, high: null }),
    level: options.level ?? 0.95,
    method: METHOD,
    n: units.length * ratings,
    tasks: units.length,
  }
}

/** Share of the pairs of raters of one unit that agree. */
function agreementOf(counts: readonly number[], ratings: number): number {
  const pairs = counts.reduce((sum, count) => sum + count * (count - 1), 0)
  return pairs / (ratings * (ratings - 1))
}

function kappaOf(sums: Float64Array, categories: number, ratings: number): number {
  const units = sums[1 + categories] as number
  let chance = 0
  for (let category = 0; category < categories; category++) {
    chance += ((sums[1 + category] as number) / (units * ratings)) ** 2
  }
  return ((sums[0] as number) / units - chance) / (1 - chance)
}

function orOne(value: number): number {
  return Number.isNaN(value) ? 1 : value
}

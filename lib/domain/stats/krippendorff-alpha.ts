import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** How far apart two values are: any two different ones alike, by rank, or by the square of their distance. */
export type AlphaLevel = "nominal" | "ordinal" | "interval"

const METHOD = "Krippendorff's alpha, percentile bootstrap over units"

/**
 * Agreement of any number of raters, with any ratings missing: 1 - observed / expected disagreement. Each unit holds the values
 * it was given; units with fewer than two count for nothing. 1 is perfect, 0 chance, below 0 systematic disagreement. Null
 * without a pair, and where all values are the same.
 * Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), sections C and D.
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  level: AlphaLevel = "nominal",
  options: BootstrapOptions = {},
): Estimate {
  const pairable = units.filter((values) => values.length > 1)
  const values = [...new Set(pairable.flat())].sort((left, right) => left - right)
  // One column per cell of the coincidence matrix: its sums are the matrix of any resample.
  const columns = coincidenceColumns(pairable, values)
  const combine = (sums: Float64Array) => alphaOf(sums, values, level)
  const value = columns.length === 0 ? Number.NaN : combine(Float64Array.from(columns, sumOf))
  const known = Number.isFinite(value)
  return {
    value: known ? value : null,
    ...(known
      ? bootstrapInterval(columns, (sums) => orOne(combine(sums)), options)
      : { low: null, high: null }),
    level: options.level ?? 0.95,
    method: METHOD,
    n: pairable.reduce((sum, unit) => sum + unit.length, 0),
    tasks: pairable.length,
  }
}

/** Ordered pairs of values within a unit, each weighing 1 / (ratings - 1). */
function coincidenceColumns(
  units: readonly (readonly number[])[],
  values: readonly number[],
): Float64Array[] {
  const size = values.length
  const index = new Map(values.map((value, at) => [value, at]))
  const columns = Array.from({ length: size * size }, () => new Float64Array(units.length))
  for (const [unit, given] of units.entries()) {
    const counts = new Float64Array(size)
    for (const value of given)
      counts[index.get(value) as number] = (counts[index.get(value) as number] as number) + 1
    for (let left = 0; left < size; left++) {
      for (let right = 0; right < size; right++) {
        const pairs = (counts[left] as number) * ((counts[right] as number) - Number(left === right))
        ;(columns[left * size + right] as Float64Array)[unit] = pairs / (given.length - 1)
      }
    }
  }
  return columns
}

function alphaOf(matrix: Float64Array, values: readonly number[], level: AlphaLevel): number {
  const size = values.length
  const totals = values.map((_, row) => sumOf(matrix.subarray(row * size, (row + 1) * size)))
  const n = totals.reduce((sum, total) => sum + total, 0)
  let observed = 0
  let expected = 0
  for (let left = 0; left < size; left++) {
    for (let right = left + 1; right < size; right++) {
      const distance = distanceOf(level, values, totals, left, right)
      observed += (matrix[left * size + right] as number) * distance
      expected += (totals[left] as number) * (totals[right] as number) * distance
    }
  }
  return 1 - ((n - 1) * observed) / expected
}

function distanceOf(
  level: AlphaLevel,
  values: readonly number[],
  totals: readonly number[],
  left: number,
  right: number,
): number {
  switch (level) {
    case "nominal":
      return 1
    case "interval":
      return ((values[left] as number) - (values[right] as number)) ** 2
    case "ordinal": {
      const between = totals.slice(left, right + 1).reduce((sum, total) => sum + total, 0)
      return (between - ((totals[left] as number) + (totals[right] as number)) / 2) ** 2
    }
  }
}

function orOne(value: number): number {
  return Number.isNaN(value) ? 1 : value
}

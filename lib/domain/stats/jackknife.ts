import { type Combine, sumOf } from "@/lib/domain/stats/bootstrap"

/** The statistic with each task left out in turn. Source: B. Efron and R. J. Tibshirani (1993), chapter 11. */
export function jackknife(columns: readonly Float64Array[], combine: Combine): Float64Array {
  const totals = Float64Array.from(columns, sumOf)
  const tasks = columns[0]?.length ?? 0
  const sums = new Float64Array(columns.length)
  return Float64Array.from({ length: tasks }, (_, task) => {
    for (let column = 0; column < sums.length; column++)
      sums[column] = (totals[column] as number) - ((columns[column] as Float64Array)[task] as number)
    return combine(sums)
  })
}

/**
 * How fast the standard error changes with the statistic, from jackknife values: 0 where they are all alike, NaN where one is
 * not finite. Source: Efron and Tibshirani (1993), eq. 14.15.
 */
export function acceleration(jackknifed: Float64Array): number {
  const mean = sumOf(jackknifed) / jackknifed.length
  let squares = 0
  let cubes = 0
  for (const value of jackknifed) {
    squares += (mean - value) ** 2
    cubes += (mean - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

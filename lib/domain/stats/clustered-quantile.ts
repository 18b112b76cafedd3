import { sortedQuantile } from "@/lib/domain/stats/bootstrap"
import { effectiveSize } from "@/lib/domain/stats/effective-size"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { quantileRanks } from "@/lib/domain/stats/quantile-ranks"

/**
 * The q-quantile of observations grouped by task, in their unit, with the distribution-free interval between two order
 * statistics. Where a task was observed more than once the ranks are those of the effective sample size of "not above the
 * quantile", so that trials of one task are never taken for independent. An end is null where no observation is far out enough.
 * Source: R. S. Woodruff, "Confidence intervals for medians and other position measures", JASA 47 (1952); ranks by Conover
 * (1999), section 3.2.
 */
export function clusteredQuantile(tasks: readonly (readonly number[])[], q: number, level = 0.95): Estimate {
  return clusteredQuantiles(tasks, [q], level)[0] as Estimate
}

/** Several quantiles of the same observations. */
export function clusteredQuantiles(
  tasks: readonly (readonly number[])[],
  quantiles: readonly number[],
  level = 0.95,
): Estimate[] {
  const observed = tasks.filter((values) => values.length > 0)
  const sorted = sortAll(observed)
  return quantiles.map((q) => quantileOf(observed, sorted, q, level))
}

function quantileOf(
  observed: readonly (readonly number[])[],
  sorted: Float64Array,
  q: number,
  level: number,
): Estimate {
  const n = sorted.length
  const isClustered = observed.length < n
  const method = isClustered ? "order statistics, clustered by task" : "order statistics"
  const shared = { level, method, n, tasks: observed.length }
  if (n === 0) return { value: null, low: null, high: null, ...shared }
  const value = sortedQuantile(sorted, q)
  const size = isClustered ? Math.max(1, Math.floor(sizeAt(observed, value, n))) : n
  const { below, above } = quantileRanks(size, q, level)
  return {
    value,
    low: below === 0 ? null : Math.min(value, sorted[Math.floor((below * n) / size) - 1] as number),
    high: above > size ? null : Math.max(value, sorted[Math.ceil((above * n) / size) - 1] as number),
    ...shared,
  }
}

function sortAll(tasks: readonly (readonly number[])[]): Float64Array {
  const all = new Float64Array(tasks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const values of tasks) for (const value of values) all[at++] = value
  return all.sort()
}

function sizeAt(tasks: readonly (readonly number[])[], value: number, n: number): number {
  let below = 0
  const counts = tasks.map((values) => {
    let successes = 0
    for (const one of values) if (one <= value) successes += 1
    below += successes
    return { trials: values.length, successes }
  })
  return effectiveSize(counts, below / n, n)
}

import { effectiveSize, type TaskCount } from "@/lib/domain/stats/effective-size"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { normalCritical } from "@/lib/domain/stats/normal-quantile"

/**
 * A success rate (0..1) with its Wilson score interval.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Estimate {
  if (!(successes >= 0 && successes <= n)) throw new RangeError("wilsonInterval needs 0 <= successes <= n")
  return { ...wilsonAt(n === 0 ? 0 : successes / n, n, level), level, method: "wilson", n, tasks: n }
}

/**
 * A success rate over tasks tried several times: the Wilson interval at the effective sample size n / deff, where the design
 * effect deff (at least 1) compares the variance between tasks with that of independent trials. Where every trial
 * agrees the variance says nothing and a task counts as one observation.
 * Source: C. Franco et al., "Comparative study of confidence intervals for proportions in complex sample surveys",
 * J. Survey Statistics and Methodology 7 (2019); the cluster variance is the linearised ratio of Cochran (1977), eq. 2.39.
 */
export function clusteredWilsonInterval(tasks: readonly TaskCount[], level = 0.95): Estimate {
  const tried = tasks.filter((task) => task.trials > 0)
  const n = tried.reduce((sum, task) => sum + task.trials, 0)
  const successes = tried.reduce((sum, task) => sum + task.successes, 0)
  if (tried.length === n) return wilsonInterval(successes, n, level)
  const rate = successes / n
  const interval = wilsonAt(rate, effectiveSize(tried, rate, n), level)
  return { ...interval, level, method: "wilson, clustered by task", n, tasks: tried.length }
}

/** The Wilson score interval of a rate at a sample size that need not be whole. */
export function wilsonAt(rate: number, n: number, level: number): Pick<Estimate, "value" | "low" | "high"> {
  if (n === 0) return { value: null, low: null, high: null }
  const squared = normalCritical(level) ** 2
  const centre = (rate + squared / (2 * n)) / (1 + squared / n)
  const half =
    (Math.sqrt(squared) * Math.sqrt((rate * (1 - rate)) / n + squared / (4 * n * n))) / (1 + squared / n)
  return {
    value: rate,
    low: rate === 0 ? 0 : Math.max(0, centre - half),
    high: rate === 1 ? 1 : Math.min(1, centre + half),
  }
}

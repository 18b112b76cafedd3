import { normalQuantile } from "@/lib/domain/stats/normal-quantile"

/** The chance to find a difference that is there, which all sample sizes here are for. */
export const POWER = 0.8

/**
 * How many tasks a two-sided paired test at `alpha` needs to find a mean difference, with a power of 80 %, where the mean square
 * of the per-task differences is `meanSquare` (for one trial per task: the share of tasks on which the runs disagree).
 * Source: R. J. Connor, "Sample size for testing differences in proportions for the paired-sample design", Biometrics 43
 * (1987), eq. 1, after O. S. Miettinen, Biometrics 24 (1968).
 */
export function tasksToFind(difference: number, meanSquare: number, alpha: number): number {
  if (difference === 0) return Infinity
  const spread = Math.max(0, meanSquare - difference * difference)
  const top =
    normalQuantile(1 - alpha / 2) * Math.sqrt(meanSquare) + normalQuantile(POWER) * Math.sqrt(spread)
  return Math.ceil((top / difference) ** 2 - 1e-9)
}

/**
 * The smallest mean difference that this many tasks find with a power of 80 %, by solving `tasksToFind` for it; null where even
 * the largest possible one (the root of the mean square) is not found.
 */
export function detectableDifference(tasks: number, meanSquare: number, alpha: number): number | null {
  let high = Math.sqrt(meanSquare)
  if (high === 0 || tasksToFind(high, meanSquare, alpha) > tasks) return null
  let low = 0
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (tasksToFind(middle, meanSquare, alpha) > tasks) low = middle
    else high = middle
  }
  return high
}

/**
 * How many tasks show, with a power of 80 % and at one-sided `alpha` / 2, that a mean difference stays above -margin.
 * Source: the normal-theory sample size of a non-inferiority test, S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in
 * Clinical Research", 2nd ed. (2008), section 3.1.
 */
export function tasksToExclude(difference: number, margin: number, variance: number, alpha: number): number {
  const room = difference + margin
  if (room <= 0) return Infinity
  return Math.ceil(
    ((normalQuantile(1 - alpha / 2) + normalQuantile(POWER)) ** 2 * variance) / room ** 2 - 1e-9,
  )
}

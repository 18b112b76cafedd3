import type { Estimate } from "@/lib/domain/stats/estimate"
import { successDifference } from "@/lib/domain/stats/paired-difference"
import { worseningSignTest } from "@/lib/domain/stats/sign-test"
import { clusteredWilsonInterval } from "@/lib/domain/stats/wilson"

/** Successes of one task in the baseline run and in the check. */
export interface DriftTask {
  baseline: { successes: number; trials: number }
  check: { successes: number; trials: number }
}

export interface DriftRule {
  /** The probability of any false alarm in `looks` checks. */
  alpha: number
  looks: number
}

export interface Drift {
  tasks: number
  /** Tasks solved less often, and more often, than in the baseline. */
  worse: number
  better: number
  /** One-sided, exact. */
  p: number
  /** What p has to reach: alpha / looks. */
  threshold: number
  drifted: boolean
  successRate: Estimate
  baselineRate: Estimate
  /** Success of the check minus success of the baseline. */
  difference: Estimate
}

/**
 * Whether a deployed model has become worse than in its baseline run, on the same tasks: an exact one-sided sign test over the
 * tasks whose success rate moved, at alpha / looks. While nothing changed, baseline and check are exchangeable, so each look
 * is false with at most that probability, and by Boole's inequality any of `looks` looks with at most alpha, although all of
 * them share one baseline.
 * Sources: W. J. Conover, "Practical Nonparametric Statistics" (1999), section 3.4, for the test (with one trial it is the
 * one-sided McNemar test); O. J. Dunn, J. Am. Stat. Assoc. 56 (1961), for spending alpha evenly.
 */
export function judgeDrift(tasks: readonly DriftTask[], { alpha, looks }: DriftRule): Drift {
  const rate = ({ successes, trials }: DriftTask["check"]) => successes / trials
  const differences = tasks.map(({ baseline, check }) => rate(check) - rate(baseline))
  const worse = differences.filter((difference) => difference < 0).length
  const better = differences.filter((difference) => difference > 0).length
  const p = worseningSignTest(worse, better)
  const threshold = alpha / looks
  const trials = tasks.reduce((sum, { baseline, check }) => sum + baseline.trials + check.trials, 0)
  return {
    tasks: tasks.length,
    worse,
    better,
    p,
    threshold,
    drifted: p <= threshold,
    successRate: clusteredWilsonInterval(tasks.map(({ check }) => check)),
    baselineRate: clusteredWilsonInterval(tasks.map(({ baseline }) => baseline)),
    difference: successDifference(
      tasks.map(({ check }) => rate(check)),
      tasks.map(({ baseline }) => rate(baseline)),
      trials,
    ),
  }
}

/** The least number of tasks that have to get worse, with none better, before the rule can speak. */
export function leastWorseTasks({ alpha, looks }: DriftRule): number {
  return Math.ceil(Math.log2(looks / alpha) - 1e-12)
}

/** The first due time after `now` on the grid of `everyHours` from `dueAt`: what was missed is not made up for. */
export function nextDue(dueAt: Date, everyHours: number, now: Date): Date {
  const step = everyHours * 3_600_000
  const missed = Math.max(0, Math.floor((now.getTime() - dueAt.getTime()) / step))
  return new Date(dueAt.getTime() + (missed + 1) * step)
}

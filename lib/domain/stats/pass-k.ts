import { type BootstrapOptions, bootstrapInterval, sumOf } from "@/lib/domain/stats/bootstrap"
import type { TaskCount } from "@/lib/domain/stats/effective-size"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { columnOf } from "@/lib/domain/stats/ratio"
import { createResampler } from "@/lib/domain/stats/resampler"
import { wilsonAt } from "@/lib/domain/stats/wilson"

/** `all`: pass^k, all k trials succeed (reliability). `any`: pass@k, at least one of k succeeds (coverage). */
export type PassKind = "all" | "any"

/**
 * The unbiased estimate of pass^k or pass@k for every k from 1 to the smallest number of trials of any task (element k - 1),
 * each with a percentile bootstrap over tasks, at 0 and 1 with the Wilson interval of as many tasks. Tasks without a trial are left out; no tasks, no elements.
 * Source: S. Yao et al., "tau-bench", arXiv 2406.12045 (pass^k = mean of C(c,k)/C(n,k)); M. Chen et al., "Evaluating large
 * language models trained on code", arXiv 2107.03374 (pass@k = mean of 1 - C(n-c,k)/C(n,k)).
 */
export function passK(
  tasks: readonly TaskCount[],
  kind: PassKind,
  options: BootstrapOptions = {},
): Estimate[] {
  const tried = tasks.filter((task) => task.trials > 0)
  if (tried.length === 0) return []
  const largest = tried.reduce((least, task) => Math.min(least, task.trials), Infinity)
  const shared = { ...options, resampler: options.resampler ?? createResampler(options) }
  return Array.from({ length: largest }, (_, index) => estimate(tried, kind, index + 1, shared))
}

/** The chance that k of the task's trials, drawn without replacement, all succeed (or that any does); 1 <= k <= trials. */
export function passShare({ trials, successes }: TaskCount, kind: PassKind, k: number): number {
  return kind === "all" ? drawAll(successes, trials, k) : 1 - drawAll(trials - successes, trials, k)
}

function drawAll(wanted: number, total: number, k: number): number {
  let share = 1
  for (let drawn = 0; drawn < k; drawn++) share *= Math.max(0, wanted - drawn) / (total - drawn)
  return share
}

function estimate(
  tasks: readonly TaskCount[],
  kind: PassKind,
  k: number,
  options: BootstrapOptions,
): Estimate {
  const { level = 0.95 } = options
  const shares = columnOf(tasks, (task) => passShare(task, kind, k))
  const value = sumOf(shares) / tasks.length
  const mean = (sums: Float64Array) => (sums[0] as number) / tasks.length
  const name = kind === "all" ? `pass^${k}` : `pass@${k}`
  // At 0 and 1 every resample is alike and the bootstrap would claim certainty.
  const isBoundary = value === 0 || value === 1
  return {
    ...(isBoundary ? wilsonAt(value, tasks.length, level) : bootstrapInterval([shares], mean, options)),
    value,
    level,
    method: isBoundary ? `${name}, wilson over tasks` : `${name}, bootstrap over tasks`,
    n: tasks.reduce((sum, task) => sum + task.trials, 0),
    tasks: tasks.length,
  }
}

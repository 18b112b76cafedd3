/** Successes out of trials on one task. */
export interface TaskCount {
  trials: number
  successes: number
}

/**
 * How many independent trials are worth the `n` trials of some tasks with success rate `rate`: n over the design effect (at
 * least 1), from the variance between tasks. Where every trial agrees the variance says nothing and a task counts as one.
 * Source: L. Kish, "Survey Sampling" (1965), section 8.2; the cluster variance is the linearised ratio of Cochran,
 * "Sampling Techniques", 3rd ed. (1977), eq. 2.39.
 */
export function effectiveSize(tasks: readonly TaskCount[], rate: number, n: number): number {
  if (rate === 0 || rate === 1 || tasks.length < 2) return tasks.length
  let squares = 0
  for (const task of tasks) squares += (task.successes - rate * task.trials) ** 2
  const variance = (tasks.length / (tasks.length - 1)) * (squares / (n * n))
  return variance === 0 ? n : Math.min(n, (rate * (1 - rate)) / variance)
}

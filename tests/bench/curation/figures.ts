/** The q-th quantile of measured values, the nearest one from above. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export function describeTimes(values: readonly number[]): string {
  const [median, p95, most] = [0.5, 0.95, 1].map((q) => quantile(values, q).toFixed(1))
  return `${median} | ${p95} | ${most}`
}

/** How long something took, in milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { ms: performance.now() - start, result }
}

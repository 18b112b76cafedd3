import type { StoreBench } from "./bench"

/** One line of the table: what was measured against a limit that is measured in the same run, or a stated one. */
export interface BenchRow {
  name: string
  /** What `limit` is, in a few words. */
  against: string
  /** `slice`: on a store that holds next to nothing; `full`: after all episodes were loaded. */
  phase: "slice" | "full"
  unit: string
  /** What the issue asks of measured / limit. */
  demand: { least: number } | { most: number }
  /** What a row of the full store has to see before the corpus arrives. */
  beforeLoad?(bench: StoreBench): Promise<unknown>
  measure(bench: StoreBench): Promise<number>
  /** In the unit of `measure`. */
  limit(bench: StoreBench): Promise<number>
}

/** Rows of one measurement share it: the first that asks makes it. */
export function once<T>(work: (bench: StoreBench) => Promise<T>): (bench: StoreBench) => Promise<T> {
  const made = new WeakMap<StoreBench, Promise<T>>()
  return (bench) => {
    const known = made.get(bench) ?? work(bench)
    made.set(bench, known)
    return known
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

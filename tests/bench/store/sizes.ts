/** How much is measured, and how often. */
export interface BenchSizes {
  /** Of the whole corpus. */
  episodes: number
  /** That the write rows send. */
  slice: number
  /** That the rows of search index. */
  searched: number
  /** Of the repetitions that a row asks for, the share that is made. */
  repeatShare: number
}

export const FULL: BenchSizes = { episodes: 1_000_000, slice: 20_000, searched: 200_000, repeatShare: 1 }

/** The same rows in about two minutes: what they say is rough. */
export const QUICK: BenchSizes = { episodes: 20_000, slice: 4000, searched: 8000, repeatShare: 1 / 3 }

/** How often something is measured that a full run measures `full` times. */
export function repeatsOf({ repeatShare }: BenchSizes, full: number): number {
  return Math.ceil(full * repeatShare)
}

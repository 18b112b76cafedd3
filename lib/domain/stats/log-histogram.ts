/**
 * Counts of non-negative values in buckets [1.02^i, 1.02^(i+1)), as the plain integers of one database array:
 * `[zeros, first bucket number i, count, count, ...]`; nothing yet is `[]`. Zeros are counted apart and stay exact.
 * Source: C. Masson, J. Rim, H. Lee, "DDSketch: a fast and fully-mergeable quantile sketch", PVLDB 12 (2019).
 */
export type LogHistogram = number[]

const BASE = 1.02
const LOG_BASE = Math.log(BASE)
const HEADER = 2
/** One bucket on, the value in the middle that errs by the same ratio (0.99 %) at both ends. */
const MIDDLE = (2 * BASE) / (1 + BASE)
const SMALLEST = 1e-3
const LARGEST = 1e12

/**
 * Adds one value (milliseconds, >= 0) in place and returns the same array. Positive values are held to 1 us .. 31 years, so
 * an array stays below 1,800 entries whatever a client sends.
 */
export function addLatency(histogram: LogHistogram, latencyMs: number, count = 1): LogHistogram {
  if (!(latencyMs >= 0)) throw new RangeError("a latency is zero or positive")
  if (histogram.length === 0) histogram.push(0, 0)
  if (latencyMs === 0) {
    histogram[0] = (histogram[0] as number) + count
    return histogram
  }
  const bucket = bucketOf(Math.min(LARGEST, Math.max(SMALLEST, latencyMs)))
  makeRoom(histogram, bucket)
  const index = HEADER + bucket - (histogram[1] as number)
  histogram[index] = (histogram[index] as number) + count
  return histogram
}

/** The histogram of both inputs' values together; neither input changes. */
export function mergeHistograms(left: readonly number[], right: readonly number[]): LogHistogram {
  if (right.length === 0) return [...left]
  const merged = left.length === 0 ? [0, 0] : [...left]
  merged[0] = (merged[0] as number) + (right[0] as number)
  if (right.length === HEADER) return merged
  makeRoom(merged, right[1] as number)
  makeRoom(merged, (right[1] as number) + right.length - HEADER - 1)
  const shift = (right[1] as number) - (merged[1] as number)
  for (let index = HEADER; index < right.length; index++) {
    merged[index + shift] = (merged[index + shift] as number) + (right[index] as number)
  }
  return merged
}

/** The same counts without empty buckets at either end: what two histograms of the same values have in common. */
export function trimHistogram(histogram: readonly number[]): LogHistogram {
  const [zeros = 0, first = 0, ...counts] = histogram
  const from = counts.findIndex((count) => count !== 0)
  if (from === -1) return zeros === 0 ? [] : [zeros, 0]
  const end = counts.findLastIndex((count) => count !== 0) + 1
  return [zeros, first + from, ...counts.slice(from, end)]
}

/** What is left of a histogram without some of its values; neither input changes. */
export function subtractHistogram(from: readonly number[], removed: readonly number[]): LogHistogram {
  const [zeros = 0, first = 0, ...counts] = removed
  if (removed.length === 0) return trimHistogram(from)
  return trimHistogram(mergeHistograms(from, [-zeros, first, ...counts.map((count) => -count)]))
}

/** How many values the histogram holds. */
export function histogramCount(histogram: readonly number[]): number {
  let total = histogram[0] ?? 0
  for (let index = HEADER; index < histogram.length; index++) total += histogram[index] as number
  return total
}

/** The value of the given rank (0 = smallest), within 1 % of the true one; null when the rank does not exist. */
export function valueAtRank(histogram: readonly number[], rank: number): number | null {
  if (rank < 0) return null
  let seen = histogram[0] ?? 0
  if (rank < seen) return 0
  for (let index = HEADER; index < histogram.length; index++) {
    seen += histogram[index] as number
    if (rank < seen) return BASE ** ((histogram[1] as number) + index - HEADER) * MIDDLE
  }
  return null
}

function bucketOf(value: number): number {
  const guess = Math.floor(Math.log(value) / LOG_BASE)
  if (value < BASE ** guess) return guess - 1
  return value >= BASE ** (guess + 1) ? guess + 1 : guess
}

function makeRoom(histogram: LogHistogram, bucket: number): void {
  if (histogram.length === HEADER) {
    histogram[1] = bucket
    histogram.push(0)
    return
  }
  const first = histogram[1] as number
  if (bucket < first) {
    histogram.splice(HEADER, 0, ...new Array<number>(first - bucket).fill(0))
    histogram[1] = bucket
  }
  while (histogram.length - HEADER <= bucket - (histogram[1] as number)) histogram.push(0)
}

/** Where the bucket at a position of the array ends. */
export function bucketEdge(histogram: readonly number[], index: number): number {
  return BASE ** ((histogram[1] as number) + index - HEADER + 1)
}

/** A value inside the bucket of that number, to add counts that were bucketed elsewhere. */
export function bucketMiddle(bucket: number): number {
  return BASE ** (bucket + 0.5)
}

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { latencyQuantile, quantile } from "@/lib/domain/stats/latency-quantile"
import {
  addLatency,
  histogramCount,
  type LogHistogram,
  mergeHistograms,
  subtractHistogram,
  trimHistogram,
} from "@/lib/domain/stats/log-histogram"

const latencies = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 5_000_000 }),
    fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  ),
  { maxLength: 200 },
)

describe("log histogram", () => {
  it("keeps zeros exact and apart", () => {
    expect(addLatency(addLatency([], 0), 0)).toEqual([2, 0])
    expect(quantile([2, 0], 0.95)).toBe(0)
  })

  it("puts 1 ms into bucket 0 and 1.02 ms into bucket 1", () => {
    expect(addLatency(addLatency(addLatency([], 1.02), 1), 1)).toEqual([0, 0, 2, 1])
  })

  it("answers every quantile within 1 % of the value at that rank", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(latencies, share, (values, q) => {
        const answer = quantile(histogramOf(values), q)
        if (values.length === 0) {
          expect(answer).toBeNull()
          return
        }
        const sorted = [...values].sort((left, right) => left - right)
        const exact = sorted[Math.floor(q * (sorted.length - 1))] as number
        expect(Math.abs((answer as number) - exact)).toBeLessThanOrEqual(0.01 * exact)
      }),
      { numRuns: 500 },
    )
  })

  it("merges to the histogram of all values, in any order, leaving its inputs alone", () => {
    fc.assert(
      fc.property(latencies, latencies, (left, right) => {
        const a = histogramOf(left)
        const b = histogramOf(right)
        const copies = [[...a], [...b]]
        expect(mergeHistograms(a, b)).toEqual(histogramOf([...left, ...right]))
        expect(mergeHistograms(b, a)).toEqual(mergeHistograms(a, b))
        expect([a, b]).toEqual(copies)
        expect(histogramCount(mergeHistograms(a, b))).toBe(left.length + right.length)
      }),
    )
  })

  it("stays small whatever a client sends and refuses what is not a latency", () => {
    expect(addLatency(addLatency([], 5e-324), Number.MAX_VALUE).length).toBeLessThan(1800)
    expect(() => addLatency([], -1)).toThrow(RangeError)
    expect(() => addLatency([], Number.NaN)).toThrow(RangeError)
  })
})

describe("latencyQuantile", () => {
  // scipy 1.17.1 stats.binom.ppf gives 40 at 0.025 and 60 at 0.975 for 100 fair coins: order statistics 40 and 60 + 1.
  it("takes order statistics 40 and 61 around the median of 100 values", () => {
    const interval = latencyQuantile(histogramOf(Array.from({ length: 100 }, (_, index) => index + 1)), 0.5)
    expect(within(interval.low, 40)).toBe(true)
    expect(within(interval.high, 61)).toBe(true)
    expect(within(interval.value, 50)).toBe(true)
  })

  it("gives a p95 no upper end below 72 values", () => {
    const values = Array.from({ length: 72 }, (_, index) => index + 1)
    expect(latencyQuantile(histogramOf(values), 0.95).high).not.toBeNull()
    expect(latencyQuantile(histogramOf(values.slice(1)), 0.95).high).toBeNull()
  })

  it("keeps the estimate between its ends and has none without values", () => {
    expect(latencyQuantile([], 0.95)).toMatchObject({ value: null, low: null, high: null, n: 0 })
    fc.assert(
      fc.property(latencies, (values) => {
        const { value, low, high } = latencyQuantile(histogramOf(values), 0.9)
        expect(low ?? 0).toBeLessThanOrEqual(value ?? 0)
        expect(high ?? Infinity).toBeGreaterThanOrEqual(value ?? 0)
      }),
    )
  })

  it("is what it was once values that were added are taken out again", () => {
    expect(subtractHistogram([1, 3, 2, 0, 4], [1, 5, 4])).toEqual([0, 3, 2])
    fc.assert(
      fc.property(latencies, latencies, (kept, removed) => {
        const whole = mergeHistograms(histogramOf(kept), histogramOf(removed))
        expect(subtractHistogram(whole, histogramOf(removed))).toEqual(trimHistogram(histogramOf(kept)))
      }),
    )
  })
})

function histogramOf(values: readonly number[]): LogHistogram {
  return values.reduce<LogHistogram>((histogram, value) => addLatency(histogram, value), [])
}

function within(value: number | null, exact: number): boolean {
  return value !== null && Math.abs(value - exact) <= 0.01 * exact
}

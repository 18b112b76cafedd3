import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { clusteredMeanInterval, meanInterval } from "@/lib/domain/stats/mean-interval"

describe("meanInterval", () => {
  it("agrees with scipy 1.17.1 stats.t.interval on 1.5 2 2.5 4 0.25 3.75", () => {
    const interval = meanInterval({ n: 6, sum: 14, sumSq: 42.625 })
    expect(interval.value).toBeCloseTo(14 / 6, 12)
    expect(interval.low).toBeCloseTo(0.8523023754477725, 9)
    expect(interval.high).toBeCloseTo(3.8143642912188946, 9)
  })

  it("has no interval below two observations and no value below one", () => {
    expect(meanInterval({ n: 1, sum: 3, sumSq: 9 })).toMatchObject({ value: 3, low: null, high: null })
    expect(meanInterval({ n: 0, sum: 0, sumSq: 0 })).toMatchObject({ value: null, low: null, high: null })
  })

  it("moves and stretches with the data", () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (data, scale) => {
        const plain = meanInterval(momentsOf(data))
        const scaled = meanInterval(momentsOf(data.map((value) => scale * value + 5)))
        expect(scaled.low).toBeCloseTo(scale * (plain.low as number) + 5, 4)
        expect(scaled.high).toBeCloseTo(scale * (plain.high as number) + 5, 4)
      }),
    )
  })
})

describe("clusteredMeanInterval", () => {
  it("agrees with statsmodels 0.15.0 OLS on a constant with cov_type='cluster', use_t", () => {
    const interval = clusteredMeanInterval([
      { n: 4, sum: 3 },
      { n: 3, sum: 0 },
      { n: 2, sum: 2 },
      { n: 4, sum: 3 },
    ])
    expect(interval.value).toBeCloseTo(8 / 13, 12)
    expect(interval.low).toBeCloseTo(0.01044193, 7)
    expect(interval.high).toBeCloseTo(1.2203273, 6)
    expect(interval).toMatchObject({ n: 13, tasks: 4 })
  })

  it("equals the plain interval when every task has one observation", () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(values, (data) => {
        const clustered = clusteredMeanInterval(data.map((sum) => ({ n: 1, sum })))
        const plain = meanInterval(momentsOf(data))
        expect(clustered.low).toBeCloseTo(plain.low as number, 8)
        expect(clustered.high).toBeCloseTo(plain.high as number, 8)
      }),
    )
  })

  it("ignores tasks without observations and needs two tasks for an interval", () => {
    const interval = clusteredMeanInterval([
      { n: 0, sum: 0 },
      { n: 3, sum: 6 },
    ])
    expect(interval).toMatchObject({ value: 2, low: null, high: null, tasks: 1 })
  })
})

function momentsOf(values: readonly number[]) {
  const sum = values.reduce((total, value) => total + value, 0)
  return { n: values.length, sum, sumSq: values.reduce((total, value) => total + value * value, 0) }
}

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { binomialCdf } from "@/lib/domain/stats/binomial"
import { clusteredWilsonInterval, wilsonInterval } from "@/lib/domain/stats/wilson"

const counts = fc
  .integer({ min: 1, max: 500 })
  .chain((trials) =>
    fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
  )

describe("wilsonInterval", () => {
  // statsmodels 0.15.0, proportion_confint(method="wilson")
  it.each([
    [84, 200, 0.95, 0.35373599161616726, 0.4892792606041954],
    [0, 10, 0.95, 0, 0.2775327998628892],
    [10, 10, 0.95, 0.7224672001371107, 1],
    [1, 1, 0.95, 0.20654931437723745, 1],
    [546, 600, 0.95, 0.8844172269988464, 0.9303661781699191],
    [7, 20, 0.9, 0.202260040056761, 0.5334873111515284],
  ])("agrees with statsmodels on %d of %d", (successes, n, level, low, high) => {
    const interval = wilsonInterval(successes, n, level)
    expect(interval.value).toBeCloseTo(successes / n, 12)
    expect(interval.low).toBeCloseTo(low, 9)
    expect(interval.high).toBeCloseTo(high, 9)
  })

  it("gives by hand (1/2 +- 1/2 z / sqrt(n + z^2)) for half of the trials", () => {
    const z = 1.959963984540054
    const half = (0.5 * z) / Math.sqrt(16 + z * z)
    const interval = wilsonInterval(8, 16)
    expect(interval.low).toBeCloseTo(0.5 - half, 12)
    expect(interval.high).toBeCloseTo(0.5 + half, 12)
  })

  it("is undefined without trials", () => {
    expect(wilsonInterval(0, 0)).toMatchObject({ value: null, low: null, high: null, n: 0 })
  })

  it("holds the rate, stays within 0..1 and mirrors failures", () => {
    fc.assert(
      fc.property(counts, ({ trials, successes }) => {
        const interval = wilsonInterval(successes, trials)
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(interval.low).toBeLessThanOrEqual(interval.value as number)
        expect(interval.high).toBeGreaterThanOrEqual(interval.value as number)
        const mirrored = wilsonInterval(trials - successes, trials)
        expect(mirrored.low).toBeCloseTo(1 - (interval.high as number), 12)
      }),
    )
  })

  it("covers the true rate in 93.5-96.5 % on average over rates at n = 20, 50, 200", () => {
    for (const n of [20, 50, 200]) {
      const rates = Array.from({ length: 181 }, (_, index) => 0.05 + index * 0.005)
      const average = rates.reduce((sum, rate) => sum + coverage(n, rate), 0) / rates.length
      expect(average).toBeGreaterThan(0.935)
      expect(average).toBeLessThan(0.965)
    }
  })
})

describe("clusteredWilsonInterval", () => {
  it("equals the plain interval when every task was tried once", () => {
    const tasks = [1, 0, 1, 1, 0].map((successes) => ({ trials: 1, successes }))
    expect(clusteredWilsonInterval(tasks)).toEqual(wilsonInterval(3, 5))
  })

  it("counts each task once where its trials always agree", () => {
    const tasks = [4, 0, 4, 4, 0, 0, 4, 0].map((successes) => ({ trials: 4, successes }))
    const interval = clusteredWilsonInterval(tasks)
    // By hand: cluster variance = 8/7 * 8 * 2^2 / 32^2 = 1/28, so the effective size is 0.25 * 28 = 7.
    const seven = wilsonInterval(3.5, 7)
    expect(interval.low).toBeCloseTo(seven.low as number, 12)
    expect(interval).toMatchObject({ value: 0.5, n: 32, tasks: 8 })
  })

  it("treats unanimous success as one observation per task", () => {
    const interval = clusteredWilsonInterval(Array.from({ length: 10 }, () => ({ trials: 4, successes: 4 })))
    expect(interval.low).toBeCloseTo(wilsonInterval(10, 10).low as number, 12)
  })

  it("is never narrower than independent trials would allow", () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 30 }), (tasks) => {
        const n = tasks.reduce((sum, task) => sum + task.trials, 0)
        const plain = wilsonInterval(
          tasks.reduce((sum, task) => sum + task.successes, 0),
          n,
        )
        const clustered = clusteredWilsonInterval(tasks)
        expect(clustered.value).toBeCloseTo(plain.value as number, 12)
        expect(width(clustered)).toBeGreaterThanOrEqual(width(plain) - 1e-12)
      }),
    )
  })
})

function coverage(n: number, rate: number): number {
  let covered = 0
  for (let successes = 0; successes <= n; successes++) {
    const { low, high } = wilsonInterval(successes, n)
    if ((low as number) <= rate && rate <= (high as number)) {
      covered += binomialCdf(successes, n, rate) - binomialCdf(successes - 1, n, rate)
    }
  }
  return covered
}

function width({ low, high }: { low: number | null; high: number | null }): number {
  return (high as number) - (low as number)
}

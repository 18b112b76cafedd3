import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { bcaEnds } from "@/lib/domain/stats/bca"
import { percentileEnds } from "@/lib/domain/stats/bootstrap"
import { clusteredQuantile } from "@/lib/domain/stats/clustered-quantile"
import { holmAdjusted } from "@/lib/domain/stats/holm"
import { jackknife } from "@/lib/domain/stats/jackknife"
import { exactMcNemar } from "@/lib/domain/stats/mcnemar"
import { clusteredMeanInterval } from "@/lib/domain/stats/mean-interval"
import { normalCdf } from "@/lib/domain/stats/normal-cdf"
import { passShare } from "@/lib/domain/stats/pass-k"
import { signFlipTest } from "@/lib/domain/stats/sign-flip"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

interface Figures {
  versions: Record<string, string>
  wilson: { successes: number; n: number; level: number; interval: Ends }[]
  mcnemar: { fixed: number; broken: number; p: number }[]
  signFlip: { tops: number[]; bottom: number; p: number }[]
  holm: { p: number[]; adjusted: number[] }[]
  bootstrap: {
    statistic: string
    method: string
    columns: number[][]
    replicates: number[]
    interval: Ends
  }[]
  clusteredMean: { groups: number[]; values: number[]; mean: number; interval: Ends }
  quantile: { values: number[]; cases: { q: number; value: number; interval: Ends }[] }
  passK: { trials: number; successes: number; k: number; all: number; any: number }[]
  normal: { x: number; cdf: number }[]
}

type Ends = [number, number]

const figures = JSON.parse(readFileSync(`${import.meta.dirname}/figures.json`, "utf8")) as Figures

const PRECISION = 6

function expectEnds({ low, high }: { low: number | null; high: number | null }, [from, to]: Ends) {
  expect(low).toBeCloseTo(from, PRECISION)
  expect(high).toBeCloseTo(to, PRECISION)
}

describe(`scipy ${figures.versions.scipy} and statsmodels ${figures.versions.statsmodels} agree on`, () => {
  it("the Wilson interval", () => {
    for (const { successes, n, level, interval } of figures.wilson)
      expectEnds(wilsonInterval(successes, n, level), interval)
  })

  it("exact McNemar", () => {
    for (const { fixed, broken, p } of figures.mcnemar)
      expect(exactMcNemar(fixed, broken)).toBeCloseTo(p, PRECISION)
  })

  it("the paired randomisation test, over all sign patterns", () => {
    for (const { tops, bottom, p } of figures.signFlip) {
      const found = signFlipTest(tops.map((top) => ({ top, bottom })))
      expect(found).toEqual({ p: expect.closeTo(p, PRECISION), isExact: true })
    }
  })

  it("Holm's adjusted p-values", () => {
    for (const { p, adjusted } of figures.holm)
      for (const [index, value] of holmAdjusted(p).entries())
        expect(value).toBeCloseTo(adjusted[index] as number, PRECISION)
  })

  it("BCa and percentile intervals of the same replicates", () => {
    for (const { method, columns, replicates, interval } of figures.bootstrap) {
      const [top, bottom] = columns.map((column) => Float64Array.from(column)) as [
        Float64Array,
        Float64Array?,
      ]
      const data = [top, bottom ?? new Float64Array(top.length).fill(1)]
      const ratio = (sums: Float64Array) => (sums[0] as number) / (sums[1] as number)
      const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0)
      const value = ratio(Float64Array.from(data, total))
      const drawn = Float64Array.from(replicates)
      const ends = method === "BCa" ? bcaEnds(value, drawn, jackknife(data, ratio)) : percentileEnds(drawn)
      expectEnds(ends, interval)
    }
  })

  it("the mean of clustered observations (OLS on a constant, cluster-robust, Student's t)", () => {
    const { groups, values, mean, interval } = figures.clusteredMean
    const tasks = Map.groupBy(values.keys(), (index) => groups[index])
    const sums = [...tasks.values()].map((indexes) => ({
      n: indexes.length,
      sum: indexes.reduce((sum, index) => sum + (values[index] as number), 0),
    }))
    const estimate = clusteredMeanInterval(sums)
    expect(estimate.value).toBeCloseTo(mean, PRECISION)
    expectEnds(estimate, interval)
  })

  it("quantiles, and the order statistics around them", () => {
    const { values, cases } = figures.quantile
    for (const { q, value, interval } of cases) {
      const tasks = values.map((one) => [one])
      const estimate = clusteredQuantile(tasks, q)
      expect(estimate.value).toBeCloseTo(value, PRECISION)
      expectEnds(estimate, interval)
    }
  })

  it("pass^k and pass@k as quotients of binomial coefficients", () => {
    for (const { trials, successes, k, all, any } of figures.passK) {
      expect(passShare({ trials, successes }, "all", k)).toBeCloseTo(all, PRECISION)
      expect(passShare({ trials, successes }, "any", k)).toBeCloseTo(any, PRECISION)
    }
  })

  it("the normal distribution, far tails included", () => {
    for (const { x, cdf } of figures.normal) {
      expect(normalCdf(x)).toBeCloseTo(cdf, 14)
      if (cdf > 0) expect(normalCdf(x) / cdf).toBeCloseTo(1, 9)
    }
  })
})

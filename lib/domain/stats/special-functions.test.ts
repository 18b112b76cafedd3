import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { binomialCdf } from "@/lib/domain/stats/binomial"
import { incompleteBeta } from "@/lib/domain/stats/incomplete-beta"
import { logChoose, logGamma } from "@/lib/domain/stats/log-gamma"
import { normalQuantile } from "@/lib/domain/stats/normal-quantile"
import { studentCritical } from "@/lib/domain/stats/student-t"

// Reference figures: scipy 1.17.1 (special.gammaln, special.ndtri, special.betainc, stats.t.ppf, stats.binom.cdf).
describe("special functions against scipy", () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [3.7, 1.428072326665388],
    [10, 12.801827480081469],
    [171.5, 709.1431630309283],
    [1e5, 1051287.7089736569],
  ])("logGamma(%d)", (x, expected) => expect(logGamma(x) / expected).toBeCloseTo(1, 12))

  it.each([
    [1e-12, -7.034483825301131],
    [1e-4, -3.7190164854556804],
    [0.025, -1.9599639845400545],
    [0.2, -0.8416212335729142],
    [0.5, 0],
    [0.9995, 3.2905267314919255],
  ])("normalQuantile(%d)", (p, expected) => expect(normalQuantile(p)).toBeCloseTo(expected, 10))

  it.each([
    [0.5, 2, 3, 0.6875],
    [0.1, 0.5, 0.5, 0.20483276469913345],
    [0.99, 30, 2, 0.9616104854047645],
    [0.3, 400, 800, 0.006432709505322023],
    [0.001, 5, 1000, 0.003698314113540207],
  ])("incompleteBeta(%d, %d, %d)", (x, a, b, expected) =>
    expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 11),
  )

  it.each([
    [0.95, 1, 12.706204736174694],
    [0.95, 2, 4.302652729749462],
    [0.95, 10, 2.228138851986274],
    [0.95, 599, 1.9639322489452784],
    [0.99, 5, 4.032142983555228],
    [0.95, 1e6, 1.959966356814107],
  ])("studentCritical(%d, %d)", (level, freedom, expected) =>
    expect(studentCritical(level, freedom)).toBeCloseTo(expected, 8),
  )

  it.each([
    [3, 10, 0.5, 0.171875],
    [0, 5, 0.2, 0.32768],
    [33, 100, 0.5, 0.0004368599184561862],
    [950, 1000, 0.95, 0.5202589429126815],
    [12, 40, 0.3, 0.5771809245034385],
  ])("binomialCdf(%d, %d, %d)", (k, n, p, expected) => expect(binomialCdf(k, n, p)).toBeCloseTo(expected, 10))
})

describe("special functions by their own laws", () => {
  it("raises the gamma function by x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
        expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 8)
      }),
    )
  })

  it("adds binomial probabilities to the distribution function", () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), probability, fc.nat(60), (n, p, k) => {
        let sum = 0
        for (let i = 0; i <= Math.min(k, n); i++) {
          sum += Math.exp(logChoose(n, i) + i * Math.log(p) + (n - i) * Math.log(1 - p))
        }
        expect(binomialCdf(k, n, p)).toBeCloseTo(sum, 10)
      }),
    )
  })

  it("is odd about one half and rising in the normal quantile", () => {
    const probability = fc.double({ min: 1e-6, max: 0.4999, noNaN: true })
    fc.assert(
      fc.property(probability, (p) => {
        expect(normalQuantile(p) + normalQuantile(1 - p)).toBeCloseTo(0, 8)
        expect(normalQuantile(p)).toBeLessThan(normalQuantile(p + 1e-4))
      }),
    )
  })

  it("refuses arguments outside the domain", () => {
    expect(() => logGamma(0)).toThrow(RangeError)
    expect(() => normalQuantile(1.1)).toThrow(RangeError)
    expect(() => incompleteBeta(2, 1, 1)).toThrow(RangeError)
    expect(() => studentCritical(0.95, 0)).toThrow(RangeError)
  })
})

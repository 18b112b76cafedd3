import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { clusteredQuantile } from "@/lib/domain/stats/clustered-quantile"

describe("clusteredQuantile", () => {
  it("is the median of 1..10 between the 2nd and 9th value: ranks of a binomial with n = 10, p = 1/2", () => {
    const tasks = Array.from({ length: 10 }, (_, index) => [index + 1])
    expect(clusteredQuantile(tasks, 0.5)).toMatchObject({ value: 5.5, low: 2, high: 9, n: 10, tasks: 10 })
  })

  it("has no upper end for a p95 below 72 observations, and none at all without any", () => {
    const tasks = Array.from({ length: 71 }, (_, index) => [index])
    expect(clusteredQuantile(tasks, 0.95).high).toBeNull()
    expect(clusteredQuantile([...tasks, [71]], 0.95).high).toBe(71)
    expect(clusteredQuantile([[]], 0.5)).toMatchObject({ value: null, low: null, high: null, n: 0 })
  })

  it("takes trials that repeat each other for one", () => {
    const single = Array.from({ length: 40 }, (_, index) => [index])
    const repeated = single.map(([value]) => Array<number>(4).fill(value as number))
    const [one, four] = [clusteredQuantile(single, 0.5), clusteredQuantile(repeated, 0.5)]
    const width = ({ low, high }: typeof one) => (high as number) - (low as number)
    expect(width(four)).toBeGreaterThanOrEqual(width(one) - 1)
    expect(four.method).toBe("order statistics, clustered by task")
  })

  it("holds its value between its ends, whatever the data", () => {
    const tasks = fc.array(fc.array(fc.nat(1000), { maxLength: 4 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(tasks, fc.constantFrom(0.5, 0.95, 0.99), (data, q) => {
        const { value, low, high } = clusteredQuantile(data, q)
        if (value === null) return
        expect(low ?? -Infinity).toBeLessThanOrEqual(value)
        expect(high ?? Infinity).toBeGreaterThanOrEqual(value)
      }),
    )
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createRandom } from "@/lib/domain/random"
import { prioritySample, propensityOf } from "@/lib/domain/stats/priority-sample"

const everyone = (length: number) => new Uint8Array(length).fill(1)

describe("prioritySample", () => {
  it("takes the highest priorities in order and names the first outside", () => {
    const { rows, outside } = prioritySample(Float64Array.of(1, 5, 3, 2, 4), everyone(5), 2)
    expect([...rows]).toEqual([1, 4])
    expect(outside).toBe(3)
  })

  it("goes on past rows that need no label until enough are found", () => {
    const { rows, outside } = prioritySample(Float64Array.of(1, 5, 3, 2, 4), Uint8Array.of(1, 0, 1, 1, 0), 2)
    expect([...rows]).toEqual([1, 4, 2, 3])
    expect(outside).toBe(1)
  })

  it("takes everyone but rows of size 0 when fewer are left", () => {
    const { rows, outside } = prioritySample(Float64Array.of(1, 0, 3), everyone(3), 9)
    expect([...rows]).toEqual([2, 0])
    expect(outside).toBe(0)
    expect(propensityOf(0.1, outside)).toBe(1)
  })

  it("gives for a smaller count the beginning of a larger one", () => {
    const priorities = fc.uniqueArray(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3 })
    fc.assert(
      fc.property(priorities, (list) => {
        const all = Float64Array.from(list)
        const two = prioritySample(all, everyone(all.length), 2)
        const three = prioritySample(all, everyone(all.length), 3)
        expect([...three.rows].slice(0, 2)).toEqual([...two.rows])
        expect(all[three.rows[2] as number]).toBe(two.outside)
      }),
    )
  })

  it("sums without bias, whatever the sizes", () => {
    const random = createRandom(5)
    const sizes = Float64Array.from({ length: 40 }, () => 0.2 + random())
    const amounts = sizes.map(() => Math.floor(random() * 10))
    const truth = amounts.reduce((sum, amount) => sum + amount, 0)
    const sums = Array.from({ length: 8000 }, () => {
      const { rows, outside } = prioritySample(
        sizes.map((size) => size / (1 - random())),
        everyone(40),
        12,
      )
      return rows.reduce(
        (sum, row) => sum + (amounts[row] as number) / propensityOf(sizes[row] as number, outside),
        0,
      )
    })
    const mean = sums.reduce((sum, value) => sum + value, 0) / sums.length
    const spread = Math.sqrt(sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sums.length ** 2)
    expect(Math.abs(mean - truth)).toBeLessThan(4 * spread)
  })
})

import { expect, it } from "vitest"
import { createRandom, randomInt, randomInts } from "@/lib/domain/random"
import { createResampler } from "@/lib/domain/stats/resampler"

const column = (length: number, seed = 1) => Float64Array.from({ length }, createRandom(seed))

it("draws the stream of the generator", () => {
  const random = createRandom(9)
  expect([...randomInts(9, 7, 50)]).toEqual(Array.from({ length: 50 }, () => randomInt(random, 7)))
})

it("meets two columns with the same resamples, and sums no column twice", () => {
  const resampler = createResampler({ resamples: 50, seed: 3 })
  const [left, right] = [column(30, 1), column(30, 2)]
  const both = left.map((value, index) => value + (right[index] as number))
  const [a, b, sum] = [left, right, both].map((one) => resampler.sums(one)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const [index, value] of sum.entries())
    expect(value).toBeCloseTo((a[index] as number) + (b[index] as number), 9)
  expect(resampler.sums(left.slice())).toBe(a)
})

it("draws the same whether or not the draws are kept", () => {
  const long = column(5000)
  const kept = createResampler({ resamples: 20, seed: 5 }).sums(long)
  const fresh = createResampler({ resamples: 2000, seed: 5 }).sums(long)
  for (const [index, sum] of kept.entries()) expect(fresh[index]).toBeCloseTo(sum, 8)
})

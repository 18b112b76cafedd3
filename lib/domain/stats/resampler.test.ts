import fc from "fast-check"
import { expect, it } from "vitest"
import { createRandom, randomInt, randomInts } from "@/lib/domain/random"
import { resampleSums } from "@/lib/domain/stats/resample-sums"
import { createResampler } from "@/lib/domain/stats/resampler"

const column = (length: number, seed = 1) => Float64Array.from({ length }, createRandom(seed))

it("draws the stream of the generator", () => {
  const random = createRandom(9)
  const draw = randomInts(9, 7)
  const drawn = [...draw(new Int32Array(20)), ...draw(new Int32Array(30))]
  expect(drawn).toEqual(Array.from({ length: 50 }, () => randomInt(random, 7)))
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

it("sums columns of few values from how often each was drawn, to the same as one by one", () => {
  const options = { resamples: 40, seed: 7 }
  const anyColumn = fc.integer({ min: 2, max: 60 }).chain((length) =>
    fc.record({
      successes: fc.array(fc.nat(12), { minLength: length, maxLength: length }),
      scores: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: length, maxLength: length }),
    }),
  )
  fc.assert(
    fc.property(anyColumn, ({ successes, scores }) => {
      const counts = Float64Array.from(successes)
      const columns = [
        Float64Array.from(scores),
        counts.map((count) => (count > 6 ? 1 : 0)),
        counts,
        counts.map((count) => count ** 3 / 7),
        counts.map(() => 2.5),
      ]
      const resampler = createResampler(options)
      resampler.prepare(columns)
      const expected = resampleSums(columns, options)
      for (const [at, column] of columns.entries())
        for (const [resample, sum] of resampler.sums(column).entries())
          expect(sum).toBeCloseTo(expected[at]?.[resample] as number, 8)
    }),
    { numRuns: 60 },
  )
})

it("counts classes of more tasks than fit beside each other in one number", () => {
  const options = { resamples: 5, seed: 2 }
  const trials = Float64Array.from({ length: 3000 }, (_, task) => (task * task) % 11)
  expect([...createResampler(options).sums(trials)]).toEqual([...(resampleSums([trials], options)[0] ?? [])])
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createRandom } from "@/lib/domain/random"
import { bootstrapInterval, sortedQuantile } from "@/lib/domain/stats/bootstrap"
import {
  relativeCostPerSuccess,
  successCostColumns,
  type TaskCost,
} from "@/lib/domain/stats/cost-per-success"
import { exactMcNemar } from "@/lib/domain/stats/mcnemar"
import {
  adjustedPairedDifference,
  pairedDifference,
  successDifference,
} from "@/lib/domain/stats/paired-difference"
import { ratioOfSums } from "@/lib/domain/stats/ratio"
import { signFlipTest } from "@/lib/domain/stats/sign-flip"

const discordant = (fixed: number, broken: number, tasks: number) =>
  Array.from({ length: tasks }, (_, index) => (index < fixed ? 1 : index < fixed + broken ? -1 : 0))

const rates = (fixed: number, broken: number, tasks: number): [number[], number[]] => [
  discordant(fixed, broken, tasks).map((difference) => Math.max(0, difference)),
  discordant(fixed, broken, tasks).map((difference) => Math.max(0, -difference)),
]

describe("exactMcNemar", () => {
  // statsmodels 0.15.0, mcnemar(exact=True)
  it.each([
    [67, 33, 0.0008737198369123724],
    [5, 0, 0.0625],
    [3, 3, 1],
    [1, 9, 0.021484375],
    [120, 100, 0.2000922290282712],
  ])("agrees with statsmodels on %d against %d", (fixed, broken, p) => {
    expect(exactMcNemar(fixed, broken)).toBeCloseTo(p, 10)
  })

  it("is symmetric, a probability, and 1 without a difference", () => {
    expect(exactMcNemar(0, 0)).toBe(1)
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (fixed, broken) => {
        const p = exactMcNemar(fixed, broken)
        expect(p).toBe(exactMcNemar(broken, fixed))
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe("signFlipTest", () => {
  const wholes = (tops: readonly number[]) => tops.map((top) => ({ top, bottom: 1 }))

  it("finds Darwin's maize at 1726 of 2^15 arrangements, as Fisher counted", () => {
    // R. A. Fisher, "The Design of Experiments" (1935), section 21: eighths of an inch, 15 pairs of plants.
    const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    expect(signFlipTest(wholes(maize))).toEqual({ p: expect.closeTo(1726 / 2 ** 15, 12), isExact: true })
  })

  it("is exact McNemar where every task was tried once", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (fixed, broken) => {
        const differences = wholes([...Array(fixed).fill(1), ...Array(broken).fill(-1), 0])
        expect(signFlipTest(differences).p).toBeCloseTo(exactMcNemar(fixed, broken), 9)
      }),
      { numRuns: 40 },
    )
  })

  it("samples where the numbers of trials have no small common denominator, and comes close", () => {
    const primes = [11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]
    const differences = primes.map((bottom, index) => ({ top: index % 4 === 0 ? -3 : 5, bottom }))
    const { p, isExact } = signFlipTest(differences)
    expect(isExact).toBe(false)
    const values = differences.map(({ top, bottom }) => top / bottom)
    const observed = Math.abs(values.reduce((sum, value) => sum + value, 0))
    let asFar = 0
    for (let pattern = 0; pattern < 4096; pattern++) {
      const sum = values.reduce((total, value, bit) => total + (pattern & (1 << bit) ? -value : value), 0)
      if (Math.abs(sum) >= observed - 1e-12) asFar += 1
    }
    expect(Math.abs(p - asFar / 4096)).toBeLessThan(0.02)
  })

  it("is 1 without a difference and tiny where all agree", () => {
    expect(signFlipTest(wholes([0, 0, 0]))).toEqual({ p: 1, isExact: true })
    expect(signFlipTest([]).p).toBe(1)
    expect(signFlipTest(wholes(Array(200).fill(1))).p).toBeCloseTo(2 ** -199, 70)
  })
})

describe("paired difference", () => {
  // By the published formula in Python with scipy 1.17.1 for the normal quantile.
  it.each([
    [67, 33, 464, 0.031214605009511072, 0.11470814177160482],
    [0, 0, 3, -0.3919927969080108, 0.3919927969080108],
    [5, 1, 20, -0.04130958200999896, 0.4049459456463626],
  ])(
    "adjusts %d fixed and %d broken of %d tasks as Agresti and Min do",
    (fixed, broken, tasks, low, high) => {
      const interval = adjustedPairedDifference(discordant(fixed, broken, tasks))
      expect(interval.value).toBeCloseTo((fixed - broken) / tasks, 12)
      expect(interval.low).toBeCloseTo(low, 9)
      expect(interval.high).toBeCloseTo(high, 9)
    },
  )

  it("bootstraps to nearly the normal interval where the tasks are many", () => {
    const interval = pairedDifference(...rates(67, 33, 464), 928, { resamples: 4000 })
    const half = (1.96 * Math.sqrt(100 - 34 ** 2 / 464)) / 464
    expect(interval).toMatchObject({ n: 928, tasks: 464 })
    expect(interval.low).toBeCloseTo(34 / 464 - half, 2)
    expect(interval.high).toBeCloseTo(34 / 464 + half, 2)
  })

  it("uses the bootstrap from 50 tasks on, unless they are all alike", () => {
    expect(successDifference(...rates(5, 1, 50)).method).toBe("paired bootstrap over tasks")
    expect(successDifference(...rates(5, 1, 49)).method).toBe("paired, adjusted for few tasks")
    expect(successDifference(...rates(0, 0, 400)).method).toBe("paired, adjusted for few tasks")
    expect(successDifference([], [])).toMatchObject({ value: null, low: null, high: null })
  })
})

describe("cost per success", () => {
  const costPerSuccess = (of: readonly TaskCost[], options = {}) =>
    ratioOfSums(successCostColumns(of), options)
  const tasks = [4, 6, 5, 8, 3, 7, 9, 2].map((cost, index) => ({
    cost,
    successes: index === 1 || index === 5 ? 0 : 1,
    trials: 1,
  }))

  it("is the total cost over the successes: 44 / 6", () => {
    const estimate = costPerSuccess(tasks)
    expect(estimate.value).toBeCloseTo(44 / 6, 12)
    expect(estimate.low).toBeLessThan(44 / 6)
    expect(estimate.high).toBeGreaterThan(44 / 6)
    expect(estimate).toMatchObject({ n: 8, tasks: 8 })
  })

  it("is undefined without a success, and unbounded where resamples often have none", () => {
    expect(costPerSuccess([{ cost: 1, successes: 0, trials: 1 }])).toMatchObject({
      value: null,
      low: null,
      high: null,
    })
    const rare = tasks.map((task, index) => ({ ...task, successes: index === 0 ? 1 : 0 }))
    expect(costPerSuccess(rare)).toMatchObject({ value: 44, high: null })
  })

  it("is exactly a third where the student costs a third everywhere", () => {
    const pairs = tasks.map((student) => ({ student, teacher: { ...student, cost: 3 * student.cost } }))
    const ratio = relativeCostPerSuccess(pairs)
    expect(ratio.value).toBeCloseTo(1 / 3, 12)
    expect(ratio.low).toBeCloseTo(1 / 3, 9)
    expect(ratio.high).toBeCloseTo(1 / 3, 9)
  })

  it("is null where the teacher never succeeds or costs nothing", () => {
    const free = tasks.map((student) => ({ student, teacher: { ...student, cost: 0 } }))
    const hopeless = tasks.map((student) => ({ student, teacher: { ...student, successes: 0 } }))
    expect(relativeCostPerSuccess(free).value).toBeNull()
    expect(relativeCostPerSuccess(hopeless)).toMatchObject({ value: null, low: null, high: null })
  })

  it("scales with the currency", () => {
    const cost = fc.record({
      cost: fc.integer({ min: 1, max: 100 }),
      successes: fc.nat(1),
      trials: fc.constant(1),
    })
    fc.assert(
      fc.property(fc.array(cost, { minLength: 2, maxLength: 20 }), (data) => {
        const plain = costPerSuccess(data, { resamples: 100 })
        const cents = costPerSuccess(
          data.map((task) => ({ ...task, cost: 100 * task.cost })),
          { resamples: 100 },
        )
        expect(cents.value ?? 0).toBeCloseTo(100 * (plain.value ?? 0), 6)
        expect(cents.high ?? 0).toBeCloseTo(100 * (plain.high ?? 0), 6)
      }),
    )
  })
})

describe("bootstrapInterval", () => {
  it("interpolates quantiles as numpy does: [1, 2, 4, 8] at 0.9 is 6.8", () => {
    expect(sortedQuantile(Float64Array.of(1, 2, 4, 8), 0.9)).toBeCloseTo(6.8, 12)
    expect(sortedQuantile(Float64Array.of(1, 2, Infinity, Infinity), 0.9)).toBe(Infinity)
  })

  it("repeats itself for a seed and has no interval below two tasks", () => {
    const column = Float64Array.from({ length: 40 }, (_, index) => Math.sqrt(index))
    const sum = (sums: Float64Array) => sums[0] as number
    expect(bootstrapInterval([column], sum, { seed: 4 })).toEqual(
      bootstrapInterval([column], sum, { seed: 4 }),
    )
    expect(bootstrapInterval([column], sum, { seed: 4 })).not.toEqual(
      bootstrapInterval([column], sum, { seed: 5 }),
    )
    expect(bootstrapInterval([Float64Array.of(1)], sum)).toEqual({ low: null, high: null })
  })

  it("covers the mean of uniform numbers in 93-97 % of samples of 200", () => {
    const random = createRandom(3)
    const mean = (sums: Float64Array) => (sums[0] as number) / 200
    let covered = 0
    const samples = 600
    for (let sample = 0; sample < samples; sample++) {
      const column = Float64Array.from({ length: 200 }, random)
      const { low, high } = bootstrapInterval([column], mean, { resamples: 300, seed: sample })
      if ((low as number) <= 0.5 && 0.5 <= (high as number)) covered += 1
    }
    expect(covered / samples).toBeGreaterThan(0.925)
    expect(covered / samples).toBeLessThan(0.975)
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  type BreakEvenBasis,
  type BreakEvenSettings,
  type CostSide,
  computeBreakEven,
  volumeToPayBackIn,
} from "@/lib/domain/pricing/break-even"
import { formatBreakEven, payBackBefore } from "@/lib/domain/pricing/format-break-even"
import { resampledMeans } from "@/lib/domain/stats/resampled-means"

interface Task {
  cost: number
  success: number
}

function side(name: string, tasks: readonly Task[], cache = false): CostSide {
  const column = (of: (task: Task) => number) => Float64Array.from(tasks, of)
  const [cost, success] = resampledMeans([column((task) => task.cost), column((task) => task.success)])
  const mean = (of: (task: Task) => number) => tasks.reduce((sum, task) => sum + of(task), 0) / tasks.length
  return {
    name,
    costUsd: mean((task) => task.cost),
    successRate: mean((task) => task.success),
    cache: cache ? { uncachedUsd: mean((task) => task.cost), savedUsd: mean((task) => task.cost) / 2 } : null,
    draws: {
      costUsd: [...(cost ?? [])],
      successRate: [...(success ?? [])],
      uncachedUsd: cache ? [...(cost ?? [])] : [],
      savedUsd: cache ? Array.from(cost ?? [], (value) => value / 2) : [],
    },
  }
}

function basis(teacher: readonly Task[], student: readonly Task[], cache = false): BreakEvenBasis {
  const sides = { teacher: side("teacher", teacher, cache), student: side("student", student, cache) }
  return { tasks: teacher.length, episodes: teacher.length * 2, ...sides }
}

const same = (cost: number, success = 1, tasks = 10): Task[] =>
  Array.from({ length: tasks }, () => ({ cost, success }))

const SETTINGS: BreakEvenSettings = {
  per: "episode",
  volumePerMonth: 1000,
  oneOffUsd: 24,
  dedicated: null,
  teacherFactor: 1,
  studentFactor: 1,
  cachedRate: null,
  level: 0.95,
}

describe("break-even", () => {
  it("divides what was spent by what each episode saves", () => {
    const result = computeBreakEven(basis(same(0.05), same(0.002)), SETTINGS)
    expect(result.outcome).toBe("pays_back")
    expect(result.count.value).toBeCloseTo(500, 9)
    expect(result.count.low).toBeCloseTo(500, 9)
    expect(result.months.value).toBeCloseTo(0.5, 9)
    expect(result.savingPerMonthUsd.value).toBeCloseTo(48, 9)
    expect(result.leastTeacherFactor).toBeCloseTo(0.04, 9)
    expect(formatBreakEven(result, SETTINGS)).toBe("Pays back after 500 (500 to 500) episodes.")
  })

  it("counts per success what failures cost", () => {
    const settings: BreakEvenSettings = { ...SETTINGS, per: "success" }
    const result = computeBreakEven(basis(same(0.05, 0.5), same(0.002, 0.25)), settings)
    expect(result.teacherUsd.value).toBeCloseTo(0.1, 9)
    expect(result.studentUsd.value).toBeCloseTo(0.008, 9)
    expect(result.count.value).toBeCloseTo(24 / 0.092, 6)
  })

  it("never pays back when the student costs as much, and when it never succeeds", () => {
    const dear = computeBreakEven(basis(same(0.002), same(0.002)), SETTINGS)
    expect(dear).toMatchObject({ outcome: "never", count: { value: null }, isUncertain: false })
    const hopeless = computeBreakEven(basis(same(0.05), same(0.002, 0)), { ...SETTINGS, per: "success" })
    expect(hopeless.outcome).toBe("never")
    expect(formatBreakEven(dear, SETTINGS)).toMatch(/^Never pays back:/)
  })

  it("bills a dedicated server by the hour instead of tokens, spread over the volume", () => {
    const settings = { ...SETTINGS, dedicated: { usdPerHour: 0.01, hoursPerMonth: 730 } }
    const result = computeBreakEven(basis(same(0.05), same(0.04)), settings)
    expect(result.studentUsd.value).toBeCloseTo(0.0073, 9)
    expect(result.count.value).toBeCloseTo(24 / (0.05 - 0.0073), 6)
    expect(
      computeBreakEven(basis(same(0.05), same(0.04)), { ...settings, volumePerMonth: 100 }).outcome,
    ).toBe("never")
  })

  it("says that the interval includes never", () => {
    const teacher = Array.from({ length: 20 }, (_, task) => ({ cost: task < 4 ? 0.2 : 0.01, success: 1 }))
    const result = computeBreakEven(basis(teacher, same(0.04, 1, 20)), SETTINGS)
    expect(result.outcome).toBe("pays_back")
    expect(result.isUncertain).toBe(true)
    expect(result.count.high).toBeNull()
    expect(formatBreakEven(result, SETTINGS)).toMatch(
      /\(from [\d,]+\) episodes; the interval includes never\.$/,
    )
  })

  it("knows nothing while the one-off cost is unknown, and has nothing to pay when it is zero", () => {
    const unknown = computeBreakEven(basis(same(0.05), same(0.002)), { ...SETTINGS, oneOffUsd: null })
    expect(unknown).toMatchObject({ outcome: "unknown", count: { value: null, low: null, high: null } })
    expect(unknown.savingUsd.value).toBeCloseTo(0.048, 9)
    expect(computeBreakEven(basis(same(0.05), same(0.002)), { ...SETTINGS, oneOffUsd: 0 }).outcome).toBe(
      "nothing_to_pay",
    )
  })

  it("reprices input at a cache rate where tokens and price are known", () => {
    const result = computeBreakEven(basis(same(0.04), same(0.004), true), { ...SETTINGS, cachedRate: 0.5 })
    expect(result.teacherUsd.value).toBeCloseTo(0.03, 9)
    const without = computeBreakEven(basis(same(0.04), same(0.004)), { ...SETTINGS, cachedRate: 0.5 })
    expect(without.teacherUsd.value).toBeCloseTo(0.04, 9)
  })

  it("sets a sunset against the interval", () => {
    const result = computeBreakEven(basis(same(0.05), same(0.002)), SETTINGS)
    expect(payBackBefore(14, result)).toBe("after")
    expect(payBackBefore(30, result)).toBe("before")
    expect(volumeToPayBackIn(0.25, result, SETTINGS)).toBeCloseTo(2000, 6)
  })

  const tasks = fc.array(
    fc.record({
      cost: fc.double({ min: 0, max: 10, noNaN: true }),
      success: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 4, maxLength: 4 },
  )

  it("holds the count inside its interval's order, and more volume never makes dedicated hosting pay later", () => {
    fc.assert(
      fc.property(tasks, tasks, fc.double({ min: 0.01, max: 5, noNaN: true }), (teacher, student, hourly) => {
        const settings = { ...SETTINGS, dedicated: { usdPerHour: hourly, hoursPerMonth: 10 } }
        const few = computeBreakEven(basis(teacher, student), settings)
        const many = computeBreakEven(basis(teacher, student), { ...settings, volumePerMonth: 2000 })
        if (few.count.low !== null && few.count.high !== null) {
          expect(few.count.low).toBeLessThanOrEqual(few.count.high)
        }
        expect(many.count.value ?? Infinity).toBeLessThanOrEqual(few.count.value ?? Infinity)
      }),
      { numRuns: 30 },
    )
  })

  it("pays back later when the teacher gets cheaper", () => {
    fc.assert(
      fc.property(tasks, tasks, fc.double({ min: 0.1, max: 1, noNaN: true }), (teacher, student, factor) => {
        const today = computeBreakEven(basis(teacher, student), SETTINGS).count.value ?? Infinity
        const cheaper = computeBreakEven(basis(teacher, student), { ...SETTINGS, teacherFactor: factor })
        expect(cheaper.count.value ?? Infinity).toBeGreaterThanOrEqual(today)
      }),
      { numRuns: 30 },
    )
  })
})

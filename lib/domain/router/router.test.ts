import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ALWAYS, bestRouterPoint, computeRouterCurve, routerLimits } from "@/lib/domain/router/curve"
import { formatRouter } from "@/lib/domain/router/format-router"
import { mixTask, ROUTER_CHECKS, type RoutedAttempt, type RoutedTask } from "@/lib/domain/router/mixture"

const attempt = (overrides: Partial<RoutedAttempt> = {}): RoutedAttempt => ({
  success: true,
  costUsd: 0.01,
  steps: 5,
  faults: 0,
  group: null,
  ...overrides,
})

const teacher = { successRate: 0.75, costUsd: 0.1 }

describe("a routed task", () => {
  it("pays the student always and the teacher where the check fails", () => {
    const student = [attempt({ steps: 4 }), attempt({ steps: 9, success: false })]
    const mixed = mixTask({ student, teacher }, "steps", 8)
    expect(mixed.successRate).toBeCloseTo((1 + 0.75) / 2, 12)
    expect(mixed.costUsd).toBeCloseTo(0.01 + 0.05, 12)
    expect(mixed.escalated).toBe(0.5)
  })

  it("leaves the attempt at the limit with the student", () => {
    expect(mixTask({ student: [attempt({ faults: 2 })], teacher }, "faults", 2).escalated).toBe(0)
    expect(mixTask({ student: [attempt({ faults: 2 })], teacher }, "faults", 1).escalated).toBe(1)
  })

  it("pays every attempt to learn whether they agree, and answers with the largest group", () => {
    const student = [
      attempt({ group: 3 }),
      attempt({ group: 3 }),
      attempt({ group: -1, success: false }),
      attempt({ group: -1, success: false }),
    ]
    const kept = mixTask({ student, teacher }, "agreement", 0.5)
    expect(kept).toMatchObject({ successRate: 1, escalated: 0 })
    expect(kept.costUsd).toBeCloseTo(0.04, 12)
    const passed = mixTask({ student, teacher }, "agreement", 0.25)
    expect(passed).toMatchObject({ successRate: 0.75, escalated: 1 })
    expect(passed.costUsd).toBeCloseTo(0.14, 12)
  })
})

const tasksOf = fc.array(
  fc.record({
    student: fc.array(
      fc.record({
        success: fc.boolean(),
        costUsd: fc.double({ min: 0.001, max: 1, noNaN: true }),
        steps: fc.integer({ min: 1, max: 60 }),
        faults: fc.integer({ min: 0, max: 4 }),
        group: fc.constantFrom(-1, 1, 2),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    teacher: fc.record({
      successRate: fc.constantFrom(0, 0.5, 1),
      costUsd: fc.double({ min: 0.001, max: 1, noNaN: true }),
    }),
  }),
  { minLength: 2, maxLength: 12 },
)

describe("the curve of a router", () => {
  it("goes from the student alone to the teacher after the student, and only ever escalates and costs more", () => {
    fc.assert(
      fc.property(tasksOf, fc.constantFrom(...ROUTER_CHECKS), (tasks, check) => {
        const { points, teacher: alone } = computeRouterCurve(tasks, check)
        const [first, last] = [points[0], points.at(-1)]
        expect(first?.escalated.value).toBe(0)
        expect(last?.escalated.value).toBe(1)
        expect(last?.successRate.value).toBeCloseTo(alone.successRate.value ?? 0, 9)
        expect(last?.difference.low).toBeCloseTo(0, 9)
        for (const [index, point] of points.slice(1).entries()) {
          const before = points[index]
          expect(point.escalated.value).toBeGreaterThanOrEqual(before?.escalated.value ?? 0)
          expect(point.costUsd.value).toBeGreaterThanOrEqual((before?.costUsd.value ?? 0) - 1e-12)
          expect(point.successRate.low).toBeLessThanOrEqual(point.successRate.high ?? 0)
        }
      }),
      { numRuns: 40 },
    )
  })

  it("has at most 20 limits, from never to always", () => {
    const tasks: RoutedTask[] = [
      { student: Array.from({ length: 100 }, (_, steps) => attempt({ steps: steps + 1 })), teacher },
    ]
    const limits = routerLimits(tasks, "steps")
    expect(limits).toHaveLength(20)
    expect([limits[0], limits.at(-2), limits.at(-1)]).toEqual([100, 1, ALWAYS])
  })

  it("finds the cheapest setting that is shown to keep the margin, and says so", () => {
    const good: RoutedTask = { student: [attempt({ steps: 4 })], teacher: { successRate: 1, costUsd: 0.1 } }
    const bad: RoutedTask = {
      student: [attempt({ steps: 20, success: false })],
      teacher: { successRate: 1, costUsd: 0.1 },
    }
    const tasks = Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? bad : good))
    const curve = computeRouterCurve(tasks, "steps")
    const best = bestRouterPoint(curve, 0)
    expect(best?.limit).toBe(4)
    expect(best?.costUsd.value).toBeCloseTo(0.035, 9)
    expect(formatRouter(curve, best, { margin: 0, teacherName: "big" })).toMatch(
      /^Escalating more than 4 steps \(25\.0 % \[.*\] of episodes\) solves 100\.0 % \[100\.0, 100\.0\], no less than big, at 35 % of its cost\.$/,
    )
    const hopeless = computeRouterCurve(
      tasks.map((task) => ({ ...task, teacher: { successRate: 1, costUsd: 0.001 } })),
      "steps",
    )
    expect(bestRouterPoint(hopeless, 0)).toBeNull()
    expect(formatRouter(hopeless, null, { margin: 0.05, teacherName: "big" })).toBe(
      "No setting is shown to stay within 5 points of big for less.",
    )
  })
})

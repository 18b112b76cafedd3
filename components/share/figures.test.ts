import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { agrees, findWrongFigures, shareFigures } from "@/components/share/figures"
import type { ShareSnapshot } from "@/lib/contracts/shares"

const estimate = (value: number | null) => ({
  value,
  low: value,
  high: value,
  level: 0.95,
  method: "test",
  n: 10,
  tasks: 10,
})

function snapshot(success: number, costUsd: number | null, latencyMs: number | null): ShareSnapshot {
  return {
    format: "winnow-share-1",
    title: "t",
    experiment: "e",
    question: "",
    asOf: "2026-01-01T00:00:00.000Z",
    madeBy: "Ada",
    splits: [],
    families: [],
    level: 0.95,
    sharedTasksOnly: false,
    margin: 0,
    runs: [
      {
        key: "run 1",
        name: "a",
        model: "m",
        role: "teacher",
        place: 0,
        teacherKey: null,
        n: 1200,
        tasks: 300,
        successRate: estimate(success),
        costPerTaskUsd: estimate(costUsd),
        costPerSuccessUsd: estimate(costUsd),
        costNote: "",
        latencyP50Ms: latencyMs,
        latencyP95Ms: latencyMs,
        passK: [estimate(success)],
      },
    ],
    pair: {
      teacher: "run 1",
      student: "run 1",
      sharedTasks: 3,
      difference: estimate(-success),
      conclusion: "",
      evidence: "",
      leftOut: "",
    },
    breakEven: null,
    methods: [],
  }
}

describe("the figures of a shared page", () => {
  it("agree with their snapshot whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.double({ min: 0, max: 2e6, noNaN: true })),
        fc.option(fc.integer({ min: 0, max: 10_000_000 })),
        (success, costUsd, latencyMs) => {
          const figures = shareFigures(snapshot(success, costUsd, latencyMs))
          expect(findWrongFigures(figures)).toEqual([])
        },
      ),
    )
  })

  it("are refused when what is written is another number", () => {
    const figures = shareFigures(snapshot(0.628, 0.0021, 900))
    const [first] = figures.runs
    if (!first) throw new Error("no run")
    expect(first.success).toMatchObject({ text: "62.8 %", value: 62.8 })
    expect(agrees({ ...first.success, text: "62.9 %" })).toBe(false)
    expect(agrees({ ...first.costPerTask, text: "$0.0020" })).toBe(false)
    expect(agrees({ ...first.n, text: "1,201" })).toBe(false)
    expect(agrees({ ...first.success, text: "–" })).toBe(false)
    expect(agrees({ text: "$0", interval: "", value: null })).toBe(false)
    first.success.text = "99.0 %"
    expect(findWrongFigures(figures)).toHaveLength(1)
  })
})

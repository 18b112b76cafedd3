import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { weigh } from "@/lib/domain/stats/evidence"
import { formatVerdict, formatVerdictParts } from "@/lib/domain/stats/format-verdict"
import { holmAdjusted } from "@/lib/domain/stats/holm"
import type { RunResult } from "@/lib/domain/stats/paired-tasks"
import { createResampler } from "@/lib/domain/stats/resampler"
import { detectableDifference, tasksToExclude, tasksToFind } from "@/lib/domain/stats/sample-size"
import { judgeAll, type Verdict } from "@/lib/domain/stats/verdict"

describe("holmAdjusted", () => {
  it("rejects the first and the fourth of .01, .04, .03, .005 at .05", () => {
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005])
    for (const [index, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[index]).toBeCloseTo(p, 12)
    expect(holmAdjusted([])).toEqual([])
  })

  it("keeps the order, never falls below p and never beyond Bonferroni", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, (pValues) => {
        const adjusted = holmAdjusted(pValues)
        for (const [index, p] of pValues.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p)
          expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, p * pValues.length) + 1e-12)
          for (const [other, q] of pValues.entries())
            if (p < q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] as number)
        }
      }),
    )
  })
})

describe("sample sizes", () => {
  it("finds 10 points among 20 % of disagreement with 155 tasks, by hand", () => {
    // (1.959964 sqrt(.2) + .841621 sqrt(.2 - .01))^2 / .01 = (.876522 + .366852)^2 / .01 = 154.6
    expect(tasksToFind(0.1, 0.2, 0.05)).toBe(155)
    expect(tasksToFind(0, 0.2, 0.05)).toBe(Infinity)
  })

  it("solves for the difference that as many tasks find", () => {
    expect(detectableDifference(155, 0.2, 0.05)).toBeCloseTo(0.1, 3)
    expect(detectableDifference(3, 0.2, 0.05)).toBeNull()
    expect(detectableDifference(100, 0, 0.05)).toBeNull()
  })

  it("excludes a margin of 10 points with 157 tasks where nothing differs but 20 % vary", () => {
    // (1.959964 + .841621)^2 x .2 / .01 = 156.98
    expect(tasksToExclude(0, 0.1, 0.2, 0.05)).toBe(157)
    expect(tasksToExclude(-0.1, 0.1, 0.2, 0.05)).toBe(Infinity)
  })
})

interface Draw {
  trials: number
  rates: number[]
  tasks: number[][]
}

/** Up to four runs of different strength on up to 150 tasks, once or four times each, some tasks left out. */
const draws: fc.Arbitrary<Draw> = fc
  .record({
    runs: fc.integer({ min: 2, max: 4 }),
    tasks: fc.integer({ min: 1, max: 150 }),
    trials: fc.constantFrom(1, 4),
  })
  .chain(({ runs, tasks, trials }) =>
    fc.record({
      trials: fc.constant(trials),
      rates: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: runs, maxLength: runs }),
      tasks: fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }), {
        minLength: tasks,
        maxLength: tasks,
      }),
    }),
  )

function runsOf({ trials, rates, tasks }: Draw): RunResult[] {
  return rates.map((rate, run) => ({
    name: `run-${run}`,
    tasks: tasks.flatMap((chances, index) => {
      const chance = ((chances[run] as number) + (chances[4] as number)) / 2
      if ((chances[run] as number) > 0.97) return []
      const successes = Math.round(trials * Math.min(1, chance * 2 * rate))
      return [
        {
          key: `t${index}`,
          trials,
          successes,
          costUsd: chance + 0.01,
          costKind: "reported" as const,
          latenciesMs: [],
        },
      ]
    }),
  }))
}

/** What the words say, held against the figures. */
function expectHonest(verdict: Verdict, adjustedP: number) {
  const low = verdict.difference.low ?? -1
  const high = verdict.difference.high ?? 1
  const isSignificant = adjustedP < 1 - verdict.difference.level
  const { conclusion, caution } = formatVerdictParts(verdict)
  if (conclusion.includes("is better than")) expect([low > 0, isSignificant]).toEqual([true, true])
  if (conclusion.includes("is worse than")) expect([high < 0, isSignificant]).toEqual([true, true])
  if (conclusion.includes("margin")) expect([verdict.margin > 0, low > -verdict.margin]).toEqual([true, true])
  if (verdict.sharedTasks === 0) expect(conclusion).toMatch(/^Nothing can be said/)
  if (verdict.costRatio.low !== null) expect(caution !== "").toBe(verdict.costRatio.tasks < 50)
  expect(formatVerdict(verdict)).not.toMatch(/NaN|undefined|Infinity/)
}

describe("the sentence", () => {
  it("never claims more than the interval and the adjusted test, whatever the data", () => {
    fc.assert(
      fc.property(draws, fc.constantFrom(0, 0.05, 0.2), fc.constantFrom(0.9, 0.95), (draw, margin, level) => {
        const resampler = createResampler({ resamples: 200 })
        const runs = runsOf(draw)
        const pairs = runs.flatMap((teacher, index) =>
          runs.slice(index + 1).map((student) => [student, teacher] as const),
        )
        const verdicts = judgeAll(
          pairs.map(([student, teacher]) => weigh(student, teacher, { margin, level, resampler })),
        )
        const adjusted = holmAdjusted(verdicts.map(({ test }) => test.p))
        for (const [index, verdict] of verdicts.entries()) expectHonest(verdict, adjusted[index] as number)
      }),
      { numRuns: 60 },
    )
  })

  it("says that a gap is real though inside the margin", () => {
    const outcomes = (bad: number) => Array.from({ length: 600 }, (_, index) => (index < 600 - bad ? 1 : 0))
    const run = (name: string, successes: number[]): RunResult => ({
      name,
      tasks: successes.map((success, index) => ({
        key: `t${index}`,
        trials: 1,
        successes: success,
        costUsd: null,
        costKind: null,
        latenciesMs: [],
      })),
    })
    const [verdict] = judgeAll([weigh(run("nano", outcomes(30)), run("big", outcomes(6)), { margin: 0.1 })])
    expect(verdict).toMatchObject({ kind: "inside_margin", isWorse: true, moreTasks: null })
    expect(formatVerdictParts(verdict!).conclusion).toBe(
      "nano is worse than big, but by less than the margin of 10 points.",
    )
  })

  it("asks more of each pair where more are judged together", () => {
    const half = (name: string, solved: (index: number) => boolean): RunResult => ({
      name,
      tasks: Array.from({ length: 100 }, (_, index) => ({
        key: `t${index}`,
        trials: 1,
        successes: solved(index) ? 1 : 0,
        costUsd: null,
        costKind: null,
        latenciesMs: [],
      })),
    })
    const evidence = weigh(
      half("a", (index) => index < 62),
      half("b", (index) => index < 50 || index > 95),
    )
    expect(evidence.test).toMatchObject({ fixed: 12, broken: 4, p: expect.closeTo(0.0768, 4) })
    const clear = weigh(
      half("a", (index) => index < 63),
      half("b", (index) => index < 50 || index > 96),
    )
    expect(clear.test.p).toBeCloseTo(0.0213, 4)
    expect(judgeAll([clear])[0]?.kind).toBe("better")
    const together = judgeAll([clear, evidence, evidence])
    expect(together[0]).toMatchObject({
      kind: "cannot_tell",
      family: 3,
      adjustedP: expect.closeTo(0.0638, 4),
    })
    expect(formatVerdict(together[0]!)).toContain("Holm-adjusted over 3 pairs p = 0.064")
  })
})

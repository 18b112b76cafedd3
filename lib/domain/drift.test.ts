import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type DriftTask, judgeDrift, leastWorseTasks, nextDue } from "@/lib/domain/drift"
import { createRandom, type Random } from "@/lib/domain/random"
import { worseningSignTest } from "@/lib/domain/stats/sign-test"

const RULE = { alpha: 0.05, looks: 52 }

const task = (baseline: number, check: number, trials = 1): DriftTask => ({
  baseline: { successes: baseline, trials },
  check: { successes: check, trials },
})

function repeat(count: number, of: DriftTask): DriftTask[] {
  return Array.from({ length: count }, () => of)
}

describe("drift against a baseline", () => {
  it("is an exact one-sided sign test over the tasks that moved", () => {
    const tasks = [...repeat(12, task(1, 0)), ...repeat(1, task(0, 1)), ...repeat(50, task(1, 1))]
    const drift = judgeDrift(tasks, RULE)
    // (C(13,0) + C(13,1)) / 2^13
    expect(drift.p).toBeCloseTo(14 / 8192, 12)
    expect(drift).toMatchObject({ tasks: 63, worse: 12, better: 1, drifted: false })
    expect(drift.threshold).toBeCloseTo(0.05 / 52, 12)
    expect(drift.difference.value).toBeCloseTo(-11 / 63, 12)
    expect(judgeDrift(repeat(12, task(1, 0)), RULE).drifted).toBe(true)
  })

  it("says how many tasks have to get worse before it can speak", () => {
    const least = leastWorseTasks(RULE)
    expect(least).toBe(11)
    expect(judgeDrift(repeat(least, task(1, 0)), RULE).drifted).toBe(true)
    expect(judgeDrift(repeat(least - 1, task(1, 0)), RULE).drifted).toBe(false)
  })

  it("never speaks of a model that got better, or that did not move", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 60 }), (rates) => {
        const still = judgeDrift(
          rates.map((successes) => task(successes, successes, 4)),
          RULE,
        )
        const better = judgeDrift(
          rates.map((successes) => task(0, successes, 4)),
          RULE,
        )
        expect([still.drifted, better.drifted]).toEqual([false, false])
        expect(still.p).toBe(1)
      }),
    )
  })

  const draw = (random: Random, rates: readonly number[], trials: number, drop = 0) =>
    rates.map((rate) => {
      let successes = 0
      for (let trial = 0; trial < trials; trial++) if (random() < rate - drop) successes += 1
      return { successes, trials }
    })

  function speaks(baseline: readonly DriftTask["check"][], check: readonly DriftTask["check"][]): boolean {
    const moves = check.map(({ successes }, index) => successes - (baseline[index]?.successes ?? 0))
    const worse = moves.filter((move) => move < 0).length
    return worseningSignTest(worse, moves.filter((move) => move > 0).length) <= RULE.alpha / RULE.looks
  }

  /** The share of series of checks in which at least one speaks. */
  function alarmRate(trials: number, drop: number, series: number, looks = RULE.looks): number {
    const random = createRandom(7 + trials)
    const rates = Array.from({ length: 100 }, (_, index) => 0.2 + (0.75 * index) / 99)
    let alarms = 0
    for (let run = 0; run < series; run++) {
      const baseline = draw(random, rates, trials)
      let spoke = false
      for (let look = 0; look < looks && !spoke; look++) {
        const check = draw(random, rates, trials, drop)
        spoke = speaks(baseline, check)
      }
      if (spoke) alarms += 1
    }
    return alarms / series
  }

  it("gives no more false alarms in a year of weekly checks than it promises", () => {
    for (const trials of [1, 4]) {
      const falseAlarms = alarmRate(trials, 0, 800 / (trials + 1))
      const first = alarmRate(trials, 0.2, 200, 1)
      process.stdout.write(
        `drift rule, 100 tasks x ${trials}, alpha 0.05 over 52 looks: false alarms in ${(100 * falseAlarms).toFixed(1)} % of ${Math.round(800 / (trials + 1))} series; a loss of 20 points is seen at the first look in ${(100 * first).toFixed(0)} %\n`,
      )
      expect(falseAlarms).toBeLessThanOrEqual(RULE.alpha)
    }
  })

  it("is due on a grid, and makes up for nothing", () => {
    const due = new Date("2026-01-01T00:00:00Z")
    const at = (text: string) => nextDue(due, 24, new Date(text)).toISOString().slice(0, 16)
    expect(at("2026-01-01T00:00:10Z")).toBe("2026-01-02T00:00")
    expect(at("2026-01-05T07:00:00Z")).toBe("2026-01-06T00:00")
    expect(at("2025-12-31T00:00:00Z")).toBe("2026-01-02T00:00")
  })
})

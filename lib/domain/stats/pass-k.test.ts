import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { passK, passShare } from "@/lib/domain/stats/pass-k"

const dataFolder = process.env.WINNOW_TEST_DATA
const count = fc
  .integer({ min: 1, max: 8 })
  .chain((trials) =>
    fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
  )

describe("passShare", () => {
  it("counts subsets: 3 of 4 succeed, so 3 of 6 pairs both succeed and every pair has a success", () => {
    const task = { trials: 4, successes: 3 }
    expect(passShare(task, "all", 2)).toBeCloseTo(0.5, 12)
    expect(passShare(task, "all", 4)).toBe(0)
    expect(passShare(task, "any", 2)).toBe(1)
    expect(passShare({ trials: 4, successes: 1 }, "any", 2)).toBeCloseTo(0.5, 12)
  })

  it("equals the share among all subsets, enumerated", () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 8 }), (task, wanted) => {
        const k = Math.min(wanted, task.trials)
        const subsets = subsetsOf(task.trials, k)
        const all = subsets.filter((subset) => subset.every((trial) => trial < task.successes)).length
        const any = subsets.filter((subset) => subset.some((trial) => trial < task.successes)).length
        expect(passShare(task, "all", k)).toBeCloseTo(all / subsets.length, 12)
        expect(passShare(task, "any", k)).toBeCloseTo(any / subsets.length, 12)
      }),
    )
  })
})

describe("passK", () => {
  it("goes up to the smallest number of trials, averages over tasks and repeats itself", () => {
    const tasks = [
      { trials: 4, successes: 4 },
      { trials: 3, successes: 1 },
      { trials: 0, successes: 0 },
    ]
    const estimates = passK(tasks, "all")
    expect(estimates.map((estimate) => estimate.value)).toEqual([expect.closeTo(2 / 3, 12), 0.5, 0.5])
    expect(estimates[0]).toMatchObject({ n: 7, tasks: 2, level: 0.95 })
    expect(passK(tasks, "all")).toEqual(estimates)
    expect(passK([], "all")).toEqual([])
  })

  it("falls with k for pass^k, rises for pass@k, and agrees at k = 1", () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 12 }), (tasks) => {
        const all = passK(tasks, "all", { resamples: 50 }).map((estimate) => estimate.value as number)
        const any = passK(tasks, "any", { resamples: 50 }).map((estimate) => estimate.value as number)
        expect(all[0]).toBeCloseTo(any[0] as number, 12)
        for (let k = 1; k < all.length; k++) {
          expect(all[k]).toBeLessThanOrEqual((all[k - 1] as number) + 1e-12)
          expect(any[k]).toBeGreaterThanOrEqual((any[k - 1] as number) - 1e-12)
        }
      }),
    )
  })

  it.skipIf(!dataFolder && !process.env.CI)(
    "gives 0.420 0.273 0.220 0.200 on tau-bench airline (needs WINNOW_TEST_DATA)",
    () => {
      const text = readFileSync(`${dataFolder}/tau-bench-airline/gpt-4o-airline.json`, "utf8")
      const episodes = JSON.parse(text) as { task_id: number; reward: number }[]
      const tasks = new Map<number, { trials: number; successes: number }>()
      for (const { task_id, reward } of episodes) {
        const task = tasks.get(task_id) ?? { trials: 0, successes: 0 }
        tasks.set(task_id, { trials: task.trials + 1, successes: task.successes + (reward >= 1 ? 1 : 0) })
      }
      const values = passK([...tasks.values()], "all").map((estimate) =>
        (estimate.value as number).toFixed(3),
      )
      expect(values).toEqual(["0.420", "0.273", "0.220", "0.200"])
    },
  )
})

function subsetsOf(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]]
  const subsets: number[][] = []
  for (let first = from; first <= n - k; first++) {
    for (const rest of subsetsOf(n, k - 1, first + 1)) subsets.push([first, ...rest])
  }
  return subsets
}

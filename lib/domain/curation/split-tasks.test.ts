import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type SplitTask, STRATA, splitTasks } from "@/lib/domain/curation/split-tasks"

const anyTasks = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 120 }).map((keys) =>
  keys.map(
    (key): SplitTask => ({
      key: `task-${key}`,
      group: key % 7 === 0 ? "" : `group-${key % 7}`,
      solveRate: key % 5 === 0 ? null : (key % 5) / 4,
    }),
  ),
)
const shares = { train: 0.8, validation: 0.1, test: 0.1 }
const hundred = Array.from({ length: 100 }, (_, index) => ({
  key: `t${index}`,
  group: index < 50 ? "a" : "b",
  solveRate: index % 2,
}))
const byTask = { by: "task" as const, stratify: "group" as const, shares }

describe("a split by task", () => {
  it("deals 100 tasks of two groups 80 / 10 / 10, each group alike", () => {
    const { splitOf, counts, absent } = splitTasks(hundred, { ...byTask, seed: 7 })
    expect(counts).toEqual({ train: 80, validation: 10, test: 10 })
    const testOfA = hundred.filter(({ key, group }) => group === "a" && splitOf.get(key) === "test")
    expect(testOfA).toHaveLength(5)
    expect(absent).toEqual([])
  })

  it("gives every task one split and stays close to the shares", () => {
    fc.assert(
      fc.property(anyTasks, fc.integer(), (tasks, seed) => {
        const { splitOf, counts } = splitTasks(tasks, { ...byTask, seed })
        expect([...splitOf.keys()].sort()).toEqual(tasks.map(({ key }) => key).sort())
        expect(Math.abs(counts.train - 0.8 * tasks.length)).toBeLessThanOrEqual(2)
        expect(Math.abs(counts.test - 0.1 * tasks.length)).toBeLessThanOrEqual(2)
        if (tasks.length >= 3)
          expect(Math.min(counts.train, counts.validation, counts.test)).toBeGreaterThan(0)
      }),
    )
  })

  it("depends on the seed, not on the order or repetition of the tasks", () => {
    fc.assert(
      fc.property(anyTasks, fc.integer(), (tasks, seed) => {
        const again = splitTasks([...tasks, ...tasks].reverse(), { ...byTask, seed })
        expect(new Map([...again.splitOf].sort())).toEqual(
          new Map([...splitTasks(tasks, { ...byTask, seed }).splitOf].sort()),
        )
      }),
    )
    const splitOf = (seed: number) => splitTasks(hundred, { ...byTask, seed }).splitOf
    expect(splitOf(1)).not.toEqual(splitOf(2))
  })

  it("names groups that are too small for a split instead of dropping them", () => {
    const tasks = [...hundred, { key: "lonely", group: "c", solveRate: null }]
    const { splitOf, absent } = splitTasks(tasks, { ...byTask, seed: 3 })
    expect(splitOf.has("lonely")).toBe(true)
    expect(absent.map(({ stratum }) => stratum)).toEqual(["c", "c"])
  })

  it("leaves a split without a share empty and refuses shares that do not add up", () => {
    const withShares = (validation: number) => () =>
      splitTasks(hundred, { ...byTask, shares: { train: 0.9, validation, test: 0.1 }, seed: 1 })
    expect(withShares(0)().counts.validation).toBe(0)
    expect(withShares(0.2)).toThrow("add up to 1")
    const twice = [...hundred, { key: "t1", group: "z", solveRate: null }]
    expect(() => splitTasks(twice, { ...byTask, seed: 1 })).toThrow("two groups")
  })

  it("spreads every grade of difficulty alike when asked to", () => {
    const { splitOf } = splitTasks(hundred, { ...byTask, stratify: "difficulty", seed: 4 })
    const solved = hundred.filter(({ key, solveRate }) => splitOf.get(key) === "test" && solveRate === 1)
    expect(solved).toHaveLength(5)
  })
})

describe("a split by group", () => {
  it("never parts a group, whatever the strata, and leaves no task out", () => {
    fc.assert(
      fc.property(anyTasks, fc.integer(), fc.constantFrom(...STRATA), (tasks, seed, stratify) => {
        const { splitOf, counts } = splitTasks(tasks, { by: "group", stratify, shares, seed })
        for (const { key, group } of tasks) {
          const sides = new Set(
            tasks
              .filter((task) => task.group !== "" && task.group === group)
              .map((task) => splitOf.get(task.key)),
          )
          expect(splitOf.has(key)).toBe(true)
          expect(sides.size).toBeLessThanOrEqual(1)
        }
        expect(counts.train + counts.validation + counts.test).toBe(tasks.length)
      }),
    )
  })

  it("deals large groups first, so that the shares of the tasks are met", () => {
    const sizes = { a: 50, b: 20, c: 10, d: 10, e: 10 }
    const tasks = Object.entries(sizes).flatMap(([group, size]) =>
      Array.from({ length: size }, (_, index) => ({ key: `${group}${index}`, group, solveRate: null })),
    )
    for (const seed of [1, 2, 3]) {
      const { counts } = splitTasks(tasks, { by: "group", stratify: "none", shares, seed })
      expect(counts).toEqual({ train: 80, validation: 10, test: 10 })
    }
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type GroupedTask, splitByTask } from "@/lib/domain/curation/split-by-task"

const anyTasks = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 120 })
  .map((keys) => keys.map((key): GroupedTask => ({ key: `task-${key}`, group: `group-${key % 7}` })))
const shares = { train: 0.8, validation: 0.1, test: 0.1 }
const hundred = Array.from({ length: 100 }, (_, index) => ({
  key: `t${index}`,
  group: index < 50 ? "a" : "b",
}))

describe("splitByTask", () => {
  it("deals 100 tasks of two groups 80 / 10 / 10, each group alike", () => {
    const { splitOf, counts, absent } = splitByTask(hundred, shares, 7)
    expect(counts).toEqual({ train: 80, validation: 10, test: 10 })
    const testOfA = hundred.filter(({ key, group }) => group === "a" && splitOf.get(key) === "test")
    expect(testOfA).toHaveLength(5)
    expect(absent).toEqual([])
  })

  it("gives every task one split and stays close to the shares", () => {
    fc.assert(
      fc.property(anyTasks, fc.integer(), (tasks, seed) => {
        const { splitOf, counts } = splitByTask(tasks, shares, seed)
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
        const again = splitByTask([...tasks, ...tasks].reverse(), shares, seed)
        expect(new Map([...again.splitOf].sort())).toEqual(
          new Map([...splitByTask(tasks, shares, seed).splitOf].sort()),
        )
      }),
    )
    expect(splitByTask(hundred, shares, 1).splitOf).not.toEqual(splitByTask(hundred, shares, 2).splitOf)
  })

  it("names groups that are too small for a split instead of dropping them", () => {
    const tasks = [...hundred, { key: "lonely", group: "c" }]
    const { splitOf, absent } = splitByTask(tasks, shares, 3)
    expect(splitOf.has("lonely")).toBe(true)
    expect(absent.map(({ group }) => group)).toEqual(["c", "c"])
  })

  it("leaves a split without a share empty and refuses shares that do not add up", () => {
    expect(splitByTask(hundred, { train: 0.9, validation: 0, test: 0.1 }, 1).counts.validation).toBe(0)
    expect(() => splitByTask(hundred, { train: 0.9, validation: 0.2, test: 0.1 }, 1)).toThrow("add up to 1")
    expect(() => splitByTask([...hundred, { key: "t1", group: "z" }], shares, 1)).toThrow("two groups")
  })
})

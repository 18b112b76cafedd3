import { describe, expect, test } from "vitest"
import { SPLITS } from "@/lib/domain/episode"
import { babyAiConfigSchema } from "./config"
import { stepLimit } from "./generate"
import { LEVEL_IDS } from "./levels"
import { isEverythingReachable } from "./rooms"
import { createInstance, listTasks } from "./tasks"
import { frontOf } from "./world"

const everyLevel = babyAiConfigSchema.parse({
  levels: LEVEL_IDS,
  trainPerLevel: 40,
  validationPerLevel: 20,
  testPerLevel: 40,
})

function tasksOf(config: object, split: "train" | "validation" | "test") {
  return [...listTasks({ ...everyLevel, ...config }, split)]
}

describe("the task lists", () => {
  test("share no key and no seed of a level between splits", () => {
    const tasks = SPLITS.flatMap((split) => tasksOf({}, split))
    expect(new Set(tasks.map((task) => task.key)).size).toBe(tasks.length)
    expect(new Set(tasks.map((task) => `${task.group} ${task.data.seed}`)).size).toBe(tasks.length)
  })

  test("keep their tasks when counts grow, and take the levels in turn", () => {
    const few = tasksOf({}, "train")
    expect(tasksOf({ trainPerLevel: 80 }, "train").slice(0, few.length)).toEqual(few)
    expect(few.slice(0, 6).map((task) => task.group)).toEqual([...LEVEL_IDS])
    expect(few[0]?.key).toBe("goto-000000")
  })

  test("name other settings in the key, as they make other tasks", () => {
    const keys = [{}, { seed: 1 }, { distractors: 2 }, { split: "concept" as const }].map(
      (config) => tasksOf(config, "test")[0]?.key,
    )
    expect(new Set(keys).size).toBe(4)
  })
})

describe("an instance", () => {
  test("is the same every time, solvable, and starts with nothing but floor or wall ahead", () => {
    for (const task of tasksOf({}, "test")) {
      const { world, mission } = createInstance(task)
      expect(createInstance(task)).toEqual({ ...createInstance(task), mission })
      expect(isEverythingReachable(world)).toBe(true)
      expect(["wall", undefined]).toContain(frontOf(world).thing?.kind)
    }
  })

  test("has the step limit of its level", () => {
    expect(LEVEL_IDS.map(stepLimit)).toEqual([64, 64, 128, 128, 128, 256])
  })

  test("refuses a task of another environment", () => {
    const task = { key: "x", split: "test" as const, group: "x", data: {} }
    expect(() => createInstance(task)).toThrow("not made by the BabyAI environment")
  })
})

test("the concept split tests the held-out things only and trains on none of them", () => {
  const heldOut = /yellow box|red key|red door|green ball|grey door/g
  const count = (split: "train" | "test") =>
    tasksOf({ split: "concept", levels: ["goto", "open", "putnext", "seq"] }, split).map((task) => {
      const { mission } = createInstance(task)
      return (mission.match(heldOut) ?? []).length - (/ next to |, then | after /.test(mission) ? 2 : 1)
    })
  expect(new Set(count("test"))).toEqual(new Set([0]))
  expect(count("train").every((difference) => difference < 0)).toBe(true)
})

test("levels without distractors hold only what the mission names", () => {
  for (const task of tasksOf({ distractors: 0, levels: ["goto", "putnext"] }, "train")) {
    const things = createInstance(task).world.cells.filter((thing) => thing && thing.kind !== "wall")
    expect(things).toHaveLength(task.group === "goto" ? 1 : 2)
  }
})

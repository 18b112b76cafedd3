import { expect, it } from "vitest"
import { DEMO_STUDENTS } from "@/lib/services/demo/experiments"
import { type Job, measure } from "@/tests/bench/distillation/measure"

const UPDATES = { updates: 1500 }

/** Success rates by name of a third of the demo: 800 training and 300 held-out tasks of fixed seeds. */
async function solve(
  preset: Job["preset"],
  split: Job["split"],
  names: readonly (keyof typeof DEMO_STUDENTS)[],
) {
  const students = names.map((name) => ({ ...DEMO_STUDENTS[name], config: UPDATES }))
  const results = await measure({ preset, split, seed: 0, students, trainPerLevel: 200, testPerLevel: 75 })
  return results.map(({ success }) => success.filter(Boolean).length / success.length)
}

it("puts students on successes and on the top half above the medium teacher, one on everything below", async () => {
  const [teacher, success, topHalf, all] = await solve("llmlike", "seeds", ["success", "topHalf", "all"])
  expect(success! - teacher!).toBeGreaterThanOrEqual(0.1)
  expect(topHalf! - teacher!).toBeGreaterThanOrEqual(0.2)
  expect(all! - teacher!).toBeLessThan(-0.05)
})

it("puts a student on successes below the strong teacher that errs by the step", async () => {
  const [teacher, success] = await solve("slip", "seeds", ["success"])
  expect(teacher!).toBeGreaterThan(0.88)
  expect(success! - teacher!).toBeLessThan(-0.02)
})

it("carries the gain over to missions that name what no training mission named", async () => {
  const [teacher, topHalf] = await solve("llmlike", "concept", ["topHalf"])
  expect(topHalf! - teacher!).toBeGreaterThanOrEqual(0.08)
})

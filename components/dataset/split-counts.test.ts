import { expect, test } from "vitest"
import { countSplits, toShares } from "@/components/dataset/split-counts"

const tasks = Array.from({ length: 10 }, (_, index) => ({
  key: `t${index}`,
  title: null,
  group: null,
  kept: index === 0 ? 0 : 2,
  of: 2,
}))

test("every kept task is on one side, with all its episodes", () => {
  const counts = countSplits(tasks, [70, 20, 10], { by: "task", seed: 7 })
  expect(counts.train.tasks + counts.validation.tasks + counts.test.tasks).toBe(9)
  for (const side of Object.values(counts)) expect(side.episodes).toBe(2 * side.tasks)
  expect(counts.test.tasks).toBe(1)
})

test("shares are percentages of one", () => {
  expect(toShares([80, 20, 0])).toEqual({ train: 0.8, validation: 0.2, test: 0 })
})

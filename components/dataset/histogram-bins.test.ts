import { expect, test } from "vitest"
import { mergeBins, toBins } from "@/components/dataset/histogram-bins"

const histogram = {
  metric: "score",
  edges: [0, 1, 2, 3],
  counts: { good: [1, 0, 2], bad: [0, 3, 0], unsure: [0, 1, 0], none: [4, 0, 0] },
  missing: 0,
}

test("unsure labels count with the unlabelled", () => {
  expect(toBins(histogram)).toEqual([
    { from: 0, to: 1, good: 1, bad: 0, unlabelled: 4 },
    { from: 1, to: 2, good: 0, bad: 3, unlabelled: 1 },
    { from: 2, to: 3, good: 2, bad: 0, unlabelled: 0 },
  ])
})

test("neighbours become one bin and nothing is lost", () => {
  expect(mergeBins(toBins(histogram), 2)).toEqual([
    { from: 0, to: 2, good: 1, bad: 3, unlabelled: 5 },
    { from: 2, to: 3, good: 2, bad: 0, unlabelled: 0 },
  ])
})

test("a single value gets a bar that can be seen", () => {
  const [bar] = mergeBins(toBins({ ...histogram, edges: [1, 1, 1, 1] }), 3)
  expect(bar).toMatchObject({ from: 0.5, to: 1.5, good: 3 })
})

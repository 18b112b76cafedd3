import { expect, it } from "vitest"
import { chooseArrows } from "./arrow-choice"

const points = [
  { id: "teacher", cost: 0.0486, quality: 0.685 },
  { id: "mini", teacherId: "teacher", cost: 0.0094, quality: 0.665 },
  { id: "nano", teacherId: "teacher", cost: 0.0021, quality: 0.628 },
  { id: "qwen", teacherId: "teacher", cost: 0.0016, quality: 0.589 },
  { id: "flash", teacherId: "teacher", cost: 0.0029, quality: 0.642 },
  { id: "orphan", teacherId: "elsewhere", cost: 0.001, quality: 0.2 },
]

it("shows the selected pair and the extremes, three at most", () => {
  const arrows = chooseArrows(points, "nano")
  expect(arrows.map((arrow) => [arrow.to, arrow.label])).toEqual([
    ["nano", "23× cheaper"],
    ["mini", "5.2× cheaper"],
    ["qwen", "30× cheaper"],
  ])
})

it("draws nothing without a teacher in the picture", () => {
  expect(chooseArrows(points.slice(1))).toEqual([])
})

it("says when a student costs more", () => {
  const [arrow] = chooseArrows([points[0]!, { id: "big", teacherId: "teacher", cost: 0.0972, quality: 0.9 }])
  expect(arrow?.label).toBe("2.0× dearer")
})

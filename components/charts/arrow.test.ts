import { expect, it } from "vitest"
import { bowArrow } from "./arrow"

const plot = { x: 0, y: 0, width: 800, height: 300 }
const label = { x: 0, y: 0, width: 70, height: 18 }
const from = { x: 700, y: 100 }
const to = { x: 100, y: 100 }

it("bows away from a point between the two ends", () => {
  const below = bowArrow(from, to, [{ x: 400, y: 140 }], plot, label, [])
  const above = bowArrow(from, to, [{ x: 400, y: 60 }], plot, label, [])
  expect(below.middle.y).toBeLessThan(100)
  expect(above.middle.y).toBeGreaterThan(100)
})

it("keeps its label inside the plot", () => {
  const arrow = bowArrow({ x: 700, y: 12 }, { x: 100, y: 12 }, [], plot, label, [])
  expect(arrow.middle.y).toBeGreaterThan(12)
})

it("keeps its label off another arrow's label", () => {
  const first = bowArrow(from, to, [], plot, label, [])
  const taken = { ...label, x: first.middle.x - 35, y: first.middle.y - 9 }
  const second = bowArrow(from, to, [], plot, label, [taken])
  expect(Math.abs(second.middle.y - first.middle.y)).toBeGreaterThan(18)
})

it("stops short of both marks", () => {
  const arrow = bowArrow(from, to, [], plot, label, [])
  const [startX] = arrow.path.slice(1).split(",").map(Number)
  const [tipX] = arrow.head.split(",").map(Number)
  expect(startX).toBeLessThan(695)
  expect(tipX).toBeGreaterThan(105)
})

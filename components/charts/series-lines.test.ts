import { expect, it } from "vitest"
import { interpolate } from "./series-lines"

const points = [
  { x: 0, y: 1 },
  { x: 10, y: 0 },
]

it("reads a line between its points", () => {
  expect(interpolate(points, 2.5)).toBe(0.75)
  expect(interpolate(points, 0)).toBe(1)
  expect(interpolate(points, 10)).toBe(0)
})

it("knows nothing outside the points", () => {
  expect(interpolate(points, -1)).toBeNull()
  expect(interpolate(points, 11)).toBeNull()
  expect(interpolate([], 1)).toBeNull()
})

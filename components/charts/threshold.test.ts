import { expect, it } from "vitest"
import { nudge, snap } from "./threshold"

const range = { min: 0, max: 1, step: 0.01 }

it("nudges by a hundredth, with Shift by a tenth", () => {
  expect(nudge(0.7, "ArrowRight", false, range)).toBe(0.71)
  expect(nudge(0.7, "ArrowLeft", true, range)).toBe(0.6)
  expect(nudge(0.7, "PageUp", false, range)).toBe(0.8)
})

it("stays inside the range and jumps to its ends", () => {
  expect(nudge(0.995, "ArrowRight", true, range)).toBe(1)
  expect(nudge(0.5, "Home", false, range)).toBe(0)
  expect(nudge(0.5, "End", false, range)).toBe(1)
})

it("ignores other keys", () => {
  expect(nudge(0.5, "j", false, range)).toBeNull()
})

it("snaps a dragged value to the step", () => {
  expect(snap(0.1 + 0.2, range)).toBe(0.3)
  expect(snap(7.4, { min: -5, max: 40, step: 1 })).toBe(7)
})

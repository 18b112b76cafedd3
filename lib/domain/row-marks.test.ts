import { expect, it } from "vitest"
import { countMarks, keepAmong, keepBetween, keepMarked, markAll } from "@/lib/domain/row-marks"

it("drops what one column after the other does not let pass", () => {
  const marks = markAll(6)
  keepBetween(marks, Float64Array.of(0.1, 0.5, Number.NaN, 0.5, 0.9, 0.5), 0.2, 0.9)
  expect([...marks]).toEqual([0, 1, 0, 1, 1, 1])
  keepAmong(marks, Int8Array.of(-2, -2, -1, -1, 1, -2), Uint8Array.of(1, 0, 0, 1), -2)
  expect([...marks]).toEqual([0, 1, 0, 0, 1, 1])
  keepMarked(marks, Uint8Array.of(1, 1, 1, 1, 1, 0))
  expect([...marks]).toEqual([0, 1, 0, 0, 1, 0])
  keepMarked(marks, Uint8Array.of(0, 1, 0, 0, 0, 0), false)
  expect([...marks]).toEqual([0, 0, 0, 0, 1, 0])
  expect(countMarks(marks)).toBe(1)
})

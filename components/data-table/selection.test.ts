import { expect, it } from "vitest"
import { extendSelection, moveActive, toggleAll, toggleRow } from "./selection"

const order = ["a", "b", "c", "d"]

it("toggles one row without touching the set it was given", () => {
  const before = new Set(["a"])
  expect([...toggleRow(before, "b")]).toEqual(["a", "b"])
  expect([...toggleRow(before, "a")]).toEqual([])
  expect([...before]).toEqual(["a"])
})

it("extends over the rows between, in either direction", () => {
  expect([...extendSelection(new Set(["d"]), order, "c", "a")]).toEqual(["d", "a", "b", "c"])
  expect([...extendSelection(new Set(), order, null, "b")]).toEqual(["b"])
})

it("selects all shown rows, then none of them, keeping rows of other pages", () => {
  const all = toggleAll(new Set(["z"]), order)
  expect([...all].sort()).toEqual(["a", "b", "c", "d", "z"])
  expect([...toggleAll(all, order)]).toEqual(["z"])
})

it("moves within the rows and stops at both ends", () => {
  expect(moveActive(order, null, 1)).toBe("a")
  expect(moveActive(order, null, -1)).toBe("d")
  expect(moveActive(order, "a", 1)).toBe("b")
  expect(moveActive(order, "d", 1)).toBe("d")
  expect(moveActive([], "a", 1)).toBeNull()
})

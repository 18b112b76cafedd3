import { expect, it } from "vitest"
import { formatSort, nextSort, parseSort } from "./sort"

it("reads and writes the URL form", () => {
  expect(parseSort("-score")).toEqual({ id: "score", descending: true })
  expect(parseSort("startedAt")).toEqual({ id: "startedAt", descending: false })
  expect(parseSort(null)).toBeNull()
  expect(parseSort("-")).toBeNull()
  expect(formatSort({ id: "score", descending: true })).toBe("-score")
  expect(formatSort(null)).toBeNull()
})

it("starts with the column's own direction and then flips", () => {
  const first = nextSort(null, "score", true)
  expect(first).toEqual({ id: "score", descending: true })
  expect(nextSort(first, "score", true)).toEqual({ id: "score", descending: false })
  expect(nextSort(first, "name", false)).toEqual({ id: "name", descending: false })
})

import { expect, it } from "vitest"
import { formatCount, formatCountOf } from "./count"

it("separates thousands and shows a dash for unknown", () => {
  expect(formatCount(1500)).toBe("1,500")
  expect(formatCount(0)).toBe("0")
  expect(formatCount(-147)).toBe("−147")
  expect(formatCount(null)).toBe("–")
})

it("agrees in number", () => {
  expect(formatCountOf(1, "episode")).toBe("1 episode")
  expect(formatCountOf(4472, "episode")).toBe("4,472 episodes")
  expect(formatCountOf(2, "query", "queries")).toBe("2 queries")
})

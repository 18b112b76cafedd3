import { expect, it } from "vitest"
import { formatTokens } from "./tokens"

it("keeps three significant figures from a thousand up", () => {
  expect(formatTokens(27)).toBe("27")
  expect(formatTokens(21_400)).toBe("21.4 k")
  expect(formatTokens(264_000)).toBe("264 k")
  expect(formatTokens(3_750_000)).toBe("3.75 M")
  expect(formatTokens(9_000_000)).toBe("9 M")
})

it("moves to the next unit instead of writing 1000 k", () => {
  expect(formatTokens(999_400)).toBe("999 k")
  expect(formatTokens(999_600)).toBe("1 M")
  expect(formatTokens(999.7)).toBe("1 k")
  expect(formatTokens(null)).toBe("–")
})

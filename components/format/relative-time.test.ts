import { expect, it } from "vitest"
import { formatRelativeTime } from "./relative-time"

const now = new Date("2026-11-23T12:00:00Z")
const before = (ms: number) => new Date(now.getTime() - ms)

it("speaks of the past and the future in one unit", () => {
  expect(formatRelativeTime(before(10_000), now)).toBe("just now")
  expect(formatRelativeTime(before(40 * 60_000), now)).toBe("40 min ago")
  expect(formatRelativeTime(before(3 * 3_600_000), now)).toBe("3 h ago")
  expect(formatRelativeTime(before(-5 * 60_000), now)).toBe("in 5 min")
  expect(formatRelativeTime(before(12 * 86_400_000), now)).toBe("12 d ago")
})

it("writes a date once the distance stops helping", () => {
  expect(formatRelativeTime(before(40 * 86_400_000), now)).toBe("2026-10-14")
})

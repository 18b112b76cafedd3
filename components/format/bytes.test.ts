import { expect, test } from "vitest"
import { formatBytes } from "./bytes"

test("writes sizes in decimal units with two figures at least", () => {
  expect(
    [0, 850, 999, 1000, 4_114_038, 12_400_000, 999_600, 300_000_000, 4 * 1024 ** 3].map(formatBytes),
  ).toEqual(["0 B", "850 B", "999 B", "1.0 kB", "4.1 MB", "12 MB", "1.0 MB", "300 MB", "4.3 GB"])
})

test("shows what is unknown as a dash", () => {
  expect(formatBytes(null)).toBe("–")
})

import { expect, it } from "vitest"
import { formatDuration, formatSeconds, formatWait } from "./duration"

it("picks the two units a reader needs", () => {
  expect(formatDuration(45)).toBe("45 ms")
  expect(formatDuration(900)).toBe("0.9 s")
  expect(formatDuration(31_200)).toBe("31.2 s")
  expect(formatDuration(711_000)).toBe("11 min 51 s")
  expect(formatDuration(120_000)).toBe("2 min")
  expect(formatDuration(11_520_000)).toBe("3 h 12 min")
  expect(formatDuration(190_800_000)).toBe("2 d 5 h")
})

it("never writes 60 of the smaller unit", () => {
  expect(formatDuration(3_599_800)).toBe("1 h")
  expect(formatDuration(99)).toBe("99 ms")
})

it("keeps seconds in columns and rounds what is still to wait", () => {
  expect(formatSeconds(74_840)).toBe("74.8 s")
  expect(formatWait(31_400)).toBe("31 s")
  expect(formatWait(370_000)).toBe("6 min")
  expect(formatWait(0)).toBe("1 s")
  expect(formatWait(null)).toBe("–")
})

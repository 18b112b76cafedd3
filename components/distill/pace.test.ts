import { expect, it } from "vitest"
import { formatRate, paceOf } from "./pace"

const START = "2026-01-01T00:00:00.000Z"
const after = (seconds: number) => Date.parse(START) + seconds * 1000

it("takes what is left from the speed so far", () => {
  expect(paceOf(START, 0.25, after(10))).toEqual({
    elapsedMs: 10_000,
    leftMs: 30_000,
    fractionPerSecond: 0.025,
  })
})

it("does not guess before anything is done, or in the first second", () => {
  expect(paceOf(START, 0, after(10))?.leftMs).toBeNull()
  expect(paceOf(START, 0.5, after(0.4))?.leftMs).toBeNull()
  expect(paceOf(null, 0.5, after(5))).toBeNull()
})

it("never runs backwards when clocks differ", () => {
  expect(paceOf(START, 0.5, after(-3))?.elapsedMs).toBe(0)
})

it("writes rates with the digits that help", () => {
  expect(formatRate(143.2, "attempts")).toBe("143 attempts/s")
  expect(formatRate(2.54, "attempts")).toBe("2.5 attempts/s")
  expect(formatRate(0.2, "attempts")).toBe("12 attempts/min")
})

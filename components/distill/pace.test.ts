import { expect, it } from "vitest"
import { formatRate, paceFrom, paceOf } from "./pace"

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

it("goes by what was seen lately, once that is ten seconds", () => {
  // An hour's pause before the page was opened; since then 1 % a second.
  const samples = [
    { at: after(3600), fraction: 0.2 },
    { at: after(3610), fraction: 0.3 },
  ]
  expect(paceFrom(samples, START, 0.3, after(3620))).toEqual({
    elapsedMs: 3_620_000,
    leftMs: expect.closeTo(140_000, 3),
    fractionPerSecond: expect.closeTo(0.005, 9),
  })
  expect(paceFrom(samples, START, 0.3, after(3605))).toEqual(paceOf(START, 0.3, after(3605)))
})

it("forgets what it saw more than two minutes ago, and does not divide by a standstill", () => {
  const old = [
    { at: after(0), fraction: 0 },
    { at: after(300), fraction: 0.5 },
  ]
  expect(paceFrom(old, START, 0.5, after(320))).toEqual(paceOf(START, 0.5, after(320)))
  expect(paceFrom([], START, null, after(5))).toEqual(paceOf(START, null, after(5)))
  expect(paceFrom([], null, 0.5, after(5))).toBeNull()
})

it("writes rates with the digits that help", () => {
  expect(formatRate(143.2, "attempts")).toBe("143 attempts/s")
  expect(formatRate(2.54, "attempts")).toBe("2.5 attempts/s")
  expect(formatRate(0.2, "attempts")).toBe("12 attempts/min")
})

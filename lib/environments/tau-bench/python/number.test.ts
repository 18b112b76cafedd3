import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { absolute, add, isEqual, multiply, numberText, roundToCents, subtract } from "./number"

describe("numberText", () => {
  // Expected texts are what Python 3.11 prints.
  it.each([
    [1, "1.0"],
    [1n, "1"],
    [-0, "-0.0"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [1.5e300, "1.5e+300"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [5e-324, "5e-324"],
    [123456789012345680, "1.2345678901234568e+17"],
    [Number.POSITIVE_INFINITY, "inf"],
    [12345678901234567890n, "12345678901234567890"],
  ])("writes %s as %s", (value, text) => {
    expect(numberText(value)).toBe(text)
  })

  it("reads back as the same double, and never as an int", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = numberText(value)
        expect(Number(text)).toBe(value)
        expect(text).toMatch(/[.e]/)
      }),
    )
  })
})

describe("roundToCents", () => {
  it.each([
    [2.675, 2.67],
    [0.125, 0.12],
    [0.375, 0.38],
    [-0.125, -0.12],
    [-0.375, -0.38],
    [-0.001, -0],
    [-0, -0],
    [803261163183552.9, 803261163183552.9],
    [7n, 7n],
  ])("rounds %s to %s", (value, rounded) => {
    expect(roundToCents(value)).toBe(rounded)
  })
})

describe("arithmetic", () => {
  it("keeps ints ints and turns a mix into a float", () => {
    expect(add(1n, 2n)).toBe(3n)
    expect(add(1n, 2)).toBe(3)
    expect(subtract(5n, 7n)).toBe(-2n)
    expect(multiply(50n, 1.5)).toBe(75)
    expect(absolute(-3n)).toBe(3n)
    expect(absolute(-0)).toBe(0)
    expect(isEqual(5n, 5)).toBe(true)
    expect(isEqual(5n, 5.5)).toBe(false)
  })
})

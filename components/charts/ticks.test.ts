import { expect, it } from "vitest"
import { linearTicks, logTicks, rateTicks } from "./ticks"

it("puts log ticks at 1, 2 and 5 around the data", () => {
  expect(logTicks(0.0016, 0.0491)).toEqual([0.001, 0.002, 0.005, 0.01, 0.02, 0.05])
  expect(logTicks(0.002, 0.002)).toEqual([0.002])
  expect(logTicks(0, 1)).toEqual([])
})

it("covers a linear range with round numbers", () => {
  expect(linearTicks(0, 111)).toEqual([0, 50, 100, 150])
  expect(linearTicks(0, 1.04, 5)).toEqual([0, 0.5, 1, 1.5])
  expect(linearTicks(0.2, 1, 9)).toEqual([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  expect(linearTicks(3, 3)).toEqual([3])
})

it("starts rates at zero and never passes one", () => {
  expect(rateTicks(0.725)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
  expect(rateTicks(0.9)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(rateTicks(0)).toEqual([0, 0.2])
})

import { expect, it } from "vitest"
import { describeOutlook, expectedUsd } from "./outlook"

const progress = { done: 50, planned: 200, spentUsd: 0.3, latencyP50Ms: 2300 }

it("expects the rest to cost as much as what is made", () => {
  expect(expectedUsd(progress)).toBeCloseTo(1.2, 12)
  expect(describeOutlook(progress)).toEqual(["p50 2.3 s an attempt", "about $1.20 in all"])
})

it("expects nothing before an attempt is made, or where nothing is billed", () => {
  expect(describeOutlook({ ...progress, done: 0, spentUsd: 0, latencyP50Ms: null })).toEqual([])
  expect(expectedUsd({ ...progress, spentUsd: 0 })).toBeNull()
})

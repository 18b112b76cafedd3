import { expect, it } from "vitest"
import { findSunsets } from "@/lib/domain/model-dates"

const DATES = { trainableUntil: "2027-01-06", retiredAt: "2027-01-14" }

it("tells of dates from ninety days before them on, and of those that have passed", () => {
  expect(findSunsets(DATES, "2026-10-01")).toEqual([])
  expect(findSunsets(DATES, "2026-11-29")).toEqual([
    { kind: "training_ends", date: "2027-01-06", days: 38 },
    { kind: "retires", date: "2027-01-14", days: 46 },
  ])
  expect(findSunsets(DATES, "2027-01-06")).toMatchObject([{ kind: "training_ends", days: 0 }, { days: 8 }])
  expect(findSunsets(DATES, "2027-01-07")).toMatchObject([{ kind: "not_trainable" }, { kind: "retires" }])
  expect(findSunsets(DATES, "2027-01-14")).toMatchObject([{ kind: "not_trainable" }, { kind: "retired" }])
  expect(findSunsets({ trainableUntil: null, retiredAt: null }, "2030-01-01")).toEqual([])
})

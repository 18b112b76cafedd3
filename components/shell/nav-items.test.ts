import { expect, it } from "vitest"
import { hrefFrom, isActive, isWorkPage, NAV_ITEMS } from "./nav-items"

function activeOn(pathname: string) {
  return NAV_ITEMS.filter((item) => isActive(item, pathname)).map((item) => item.label)
}

it("marks exactly one station", () => {
  expect(activeOn("/experiments")).toEqual(["Experiments"])
  expect(activeOn("/experiments/01")).toEqual(["Experiments"])
  expect(activeOn("/experiments/01/episodes/02")).toEqual(["Episodes"])
  expect(activeOn("/experiments/01/curate/03")).toEqual(["Datasets"])
  expect(activeOn("/experiments/01/runs/02")).toEqual(["Experiments"])
  expect(activeOn("/settings/keys")).toEqual(["Settings"])
  expect(activeOn("/labels")).toEqual([])
})

it("folds the sidebar where one works, not where one scans", () => {
  expect(isWorkPage("/episodes")).toBe(false)
  expect(isWorkPage("/episodes/02")).toBe(true)
  expect(isWorkPage("/experiments/01/episodes/02")).toBe(true)
  expect(isWorkPage("/experiments/01/curate")).toBe(true)
  expect(isWorkPage("/experiments/01/label")).toBe(true)
  expect(isWorkPage("/label")).toBe(false)
})

it("stays in the experiment one is in", () => {
  const hrefsFrom = (pathname: string) => NAV_ITEMS.map((item) => hrefFrom(item, pathname))
  expect(hrefsFrom("/experiments/01/runs/02")).toContain("/experiments/01/compare")
  expect(hrefsFrom("/experiments/01")).toContain("/experiments/01/label")
  expect(hrefsFrom("/experiments/01")).toContain("/datasets")
  expect(hrefsFrom("/experiments")).toContain("/compare")
})

import { expect, it } from "vitest"
import { groupPaletteItems, navigationItems } from "./palette-items"

it("filters stations by every word and keeps found things under their own heading", () => {
  const found = [{ group: "Experiments", title: "tau-bench retail", href: "/experiments/1" }]
  const groups = groupPaletteItems(navigationItems(), found, "  DATA ")
  expect(groups.map((group) => [group.label, group.items.map((item) => item.title)])).toEqual([
    ["Go to", ["Datasets"]],
    ["Experiments", ["tau-bench retail"]],
  ])
})

it("lists every station for an empty query", () => {
  const [stations] = groupPaletteItems(navigationItems(), [], "")
  expect(stations?.items.length).toBe(navigationItems().length)
})

import { expect, it } from "vitest"
import {
  activeFilters,
  loadSelection,
  serializeSelection,
  toSelectionInput,
} from "@/components/episode/filter-params"
import { listEpisodes } from "@/lib/contracts/episodes"

const RUN = "0199a7a0-0000-7000-8000-000000000001"
const experimentId = "0199a7a0-0000-7000-8000-000000000002"

it("reads a filter and an order from a URL, and writes them back", () => {
  const search = `?runId=${RUN}&success=failure,unknown&hasError=true&scoreMin=0.25&sort=-score`
  const selection = loadSelection(search)
  expect(toSelectionInput(selection)).toEqual({
    runId: [RUN],
    success: ["failure", "unknown"],
    hasError: true,
    scoreMin: 0.25,
    sort: "score",
    order: "desc",
  })
  expect(loadSelection(serializeSelection(selection))).toEqual(selection)
})

it("leaves out what makes no sense and never fails", () => {
  const selection = loadSelection("?runId=nonsense&success=maybe&scoreMin=high&sort=-color")
  expect(activeFilters(selection)).toEqual([])
  expect(listEpisodes.input.safeParse({ experimentId, ...toSelectionInput(selection) }).success).toBe(true)
  expect(serializeSelection(selection)).toBe("")
})

it("keeps a filter for false apart from no filter", () => {
  expect(toSelectionInput(loadSelection("?repaired=false"))).toMatchObject({ repaired: false })
})

import { expect, it } from "vitest"
import { addToolTallies, tallyTools } from "@/lib/domain/tool-tally"

const step = { role: 3, tool: "find", contentTokens: 2, latencyMs: null, isError: false }

it("adds up the answers of each tool, and only answers", () => {
  const tallies = tallyTools([
    { ...step, latencyMs: 30 },
    { ...step, isError: true, latencyMs: 10 },
    { ...step, tool: "pay" },
    { ...step, tool: null },
    { ...step, role: 2 },
  ])
  addToolTallies(tallies, tallyTools([step]))
  expect(Object.fromEntries(tallies)).toEqual({
    find: { callCount: 3, errorCount: 1, tokenSum: 6, latencyCount: 2, latencyMsSum: 40 },
    pay: { callCount: 1, errorCount: 0, tokenSum: 2, latencyCount: 0, latencyMsSum: 0 },
  })
})

import { expect, test } from "vitest"
import type { RunRecord } from "@/lib/contracts/runs"
import { arrangeRuns } from "./run-order"

function run(name: string, p50: number | null): RunRecord {
  const model = { name: `model of ${name}`, provider: "openai" }
  return { name, role: "teacher", model, statistics: { latencyMs: { p50 } } } as unknown as RunRecord
}

const RUNS = [run("slow", 900), run("unknown", null), run("fast", 100)]

const names = (runs: RunRecord[]) => runs.map(({ name }) => name)

test("keeps the given order without a sort, and with one it does not know", () => {
  expect(names(arrangeRuns(RUNS, "", null))).toEqual(["slow", "unknown", "fast"])
  expect(names(arrangeRuns(RUNS, "", { id: "nonsense", descending: true }))).toEqual([
    "slow",
    "unknown",
    "fast",
  ])
})

test("puts unknown values last in both directions", () => {
  expect(names(arrangeRuns(RUNS, "", { id: "p50", descending: false }))).toEqual(["fast", "slow", "unknown"])
  expect(names(arrangeRuns(RUNS, "", { id: "p50", descending: true }))).toEqual(["slow", "fast", "unknown"])
})

test("keeps the runs that contain every word, wherever it stands", () => {
  expect(names(arrangeRuns(RUNS, "OPENAI fast", null))).toEqual(["fast"])
  expect(names(arrangeRuns(RUNS, "teacher baseline", null))).toEqual([])
})

import { expect, test } from "vitest"
import type { RunRecord, RunRole } from "@/lib/contracts/runs"
import { wilsonInterval } from "@/lib/domain/stats/wilson"
import { findBestRun, timesCheaper } from "./best-run"

function run(role: RunRole, successes: number, n: number, costUsd: number | null = null): RunRecord {
  const statistics = { successRate: wilsonInterval(successes, n), cost: { perTaskUsd: { value: costUsd } } }
  return { id: `${role} ${successes}/${n}`, role, statistics } as unknown as RunRecord
}

test("prefers many good episodes to few perfect ones", () => {
  const runs = [run("teacher", 3, 3), run("teacher", 80, 100), run("student", 100, 100)]
  expect(findBestRun(runs, "teacher")?.id).toBe("teacher 80/100")
  expect(findBestRun(runs, "baseline")).toBeNull()
})

test("says how many times cheaper a student is, and nothing where a cost is unknown", () => {
  const teacher = run("teacher", 1, 1, 0.05)
  expect(timesCheaper(run("student", 1, 1, 0.002), teacher)).toBeCloseTo(25)
  expect(timesCheaper(run("student", 1, 1), teacher)).toBeNull()
  expect(timesCheaper(run("student", 1, 1, 0.002), null)).toBeNull()
  expect(timesCheaper(run("baseline", 1, 1, 0.002), teacher)).toBeNull()
})

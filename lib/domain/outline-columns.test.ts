import { expect, it } from "vitest"
import { type OutlineStep, readOutlineColumns, toOutlineColumns } from "@/lib/domain/outline-columns"

const step: OutlineStep = {
  idx: 0,
  role: "system",
  tool: null,
  contentTokens: 12,
  latencyMs: null,
  costUsd: null,
  isError: false,
  reward: null,
}

it("gives back the steps it was made from", () => {
  const steps: OutlineStep[] = [
    step,
    { ...step, idx: 1, role: "assistant", tool: "find", latencyMs: 0, costUsd: 0.002 },
    { ...step, idx: 2, role: "tool", tool: "find", isError: true },
    { ...step, idx: 3, role: "user", reward: -0.5, contentTokens: 0 },
  ]
  const columns = toOutlineColumns(steps)
  expect(readOutlineColumns(columns)).toEqual(steps)
  expect(columns).toMatchObject({ roles: "satu", tools: ["find"], errors: [2], latencyMs: [[1, 0]] })
  expect(readOutlineColumns(toOutlineColumns([]))).toEqual([])
})

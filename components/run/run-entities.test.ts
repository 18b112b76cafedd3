import { expect, it } from "vitest"
import { runEntities } from "@/components/run/run-entities"
import type { RunRole } from "@/lib/contracts/runs"

function run(id: string, model: string, role: RunRole, day: number) {
  return { id, role, model: { id: model }, createdAt: `2026-01-0${day}T00:00:00.000Z` }
}

it("gives a model one mark in all its runs, by the order in which models first ran", () => {
  const mark = runEntities([
    run("c", "small", "student", 3),
    run("a", "large", "teacher", 1),
    run("b", "large", "teacher", 2),
  ])
  expect([mark("a"), mark("b"), mark("c")]).toEqual([{ index: 0 }, { index: 0 }, { index: 1 }])
})

it("draws baselines grey in the shape of their model, and unknown runs plain", () => {
  const mark = runEntities([run("a", "large", "teacher", 1), run("b", "large", "baseline", 2)])
  expect(mark("b")).toEqual({ index: null, shape: 0 })
  expect(mark("nobody")).toEqual({ index: null })
})

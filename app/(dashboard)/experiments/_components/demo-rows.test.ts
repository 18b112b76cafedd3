import { expect, it } from "vitest"
import { demoRows } from "./demo-rows"

type Runs = Parameters<typeof demoRows>[0]
type Pipelines = Parameters<typeof demoRows>[1]

function makeRun(id: string, role: string, n: number, planned: number | null = null) {
  return {
    id,
    name: id,
    role,
    status: "running",
    planned,
    model: { id: "m" },
    statistics: { n, successRate: { value: 0.5 } },
  }
}

function makePipeline(id: string, studentRunId: string | null, progress: number | null) {
  const stages = [{ name: "training", status: progress === null ? "waiting" : "running", progress }]
  return { id, name: id, status: "running", stages, studentRunId, teacherEvaluationRunId: "held out" }
}

it("shows a teacher on its training tasks until it has played the held-out ones", () => {
  const rows = (heldOut: number) => {
    const runs = [makeRun("training", "teacher", 100), makeRun("held out", "teacher", heldOut, 10)]
    return demoRows(runs as unknown as Runs, [makePipeline("a", null, null)] as unknown as Pipelines, () => ({
      index: 0,
    })).map(({ id }) => id)
  }
  expect(rows(0)).toEqual(["training", "a"])
  expect(rows(4)).toEqual(["held out", "a"])
})

it("shows students in the order they were started, as far as each is", () => {
  const runs = [makeRun("student", "student", 4, 10)]
  const newestFirst = [makePipeline("second", null, 0.4), makePipeline("first", "student", 1)]
  const rows = demoRows(runs as unknown as Runs, newestFirst as unknown as Pipelines, () => ({ index: 1 }))
  expect(rows).toMatchObject([
    { id: "student", n: "4/10", running: true },
    { id: "second", estimate: null, state: "train 40 %" },
  ])
})

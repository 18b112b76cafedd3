import { expect, test } from "vitest"
import type { RunRecord, RunRole } from "@/lib/contracts/runs"
import { wilsonInterval } from "@/lib/domain/stats/wilson"
import { listNextSteps } from "./next-step"

function run(role: RunRole, successes: number, judged: number, episodes = judged): RunRecord {
  const statistics = {
    n: episodes,
    successRate: wilsonInterval(successes, judged),
    cost: { perTaskUsd: { value: null } },
  }
  const model = { id: role, trainedBy: null }
  return { id: `${role}-${successes}`, role, model, statistics } as unknown as RunRecord
}

interface Distilling {
  canDistill?: boolean
  distilling?: boolean
}

function kinds(
  runs: RunRecord[],
  counts: { episodes: number; labelled: number; datasets: number },
  { canDistill = false, distilling = false }: Distilling = {},
) {
  const experiment = { counts: { runs: runs.length, tasks: 1, ...counts } }
  return listNextSteps({ experiment, runs, canDistill: () => canDistill, distilling }).map(
    (step) => step.kind,
  )
}

const NOT_HERE = { canDistill: () => false, distilling: false }

test("asks for judgement first where no episode has an outcome", () => {
  expect(kinds([run("teacher", 0, 0, 30)], { episodes: 30, labelled: 0, datasets: 0 })).toEqual([
    "judge",
    "label",
  ])
})

test("offers to curate a teacher alone that has successes and no dataset", () => {
  expect(kinds([run("teacher", 84, 200)], { episodes: 200, labelled: 60, datasets: 0 })).toEqual(["curate"])
  expect(kinds([run("teacher", 84, 200)], { episodes: 200, labelled: 60, datasets: 1 })).toEqual([])
  expect(kinds([run("teacher", 0, 200)], { episodes: 200, labelled: 60, datasets: 0 })).toEqual([])
})

test("compares as soon as teacher and student both have outcomes", () => {
  const runs = [run("teacher", 73, 100), run("student", 70, 100)]
  expect(kinds(runs, { episodes: 200, labelled: 60, datasets: 1 })).toEqual(["compare"])
})

test("offers to distill what is curated, until a student is on its way", () => {
  const counts = { episodes: 200, labelled: 60, datasets: 1 }
  const teacher = run("teacher", 84, 200)
  expect(kinds([teacher], counts, { canDistill: true })).toEqual(["distill"])
  expect(kinds([teacher], { ...counts, datasets: 0 }, { canDistill: true })).toEqual(["curate"])
  expect(kinds([teacher], counts, { canDistill: true, distilling: true })).toEqual([])
  expect(kinds([teacher, run("student", 0, 0)], counts, { canDistill: true })).toEqual([])
  expect(kinds([run("teacher", 0, 200)], counts, { canDistill: true })).toEqual([])
})

test("wants as many labels as make the precision of a threshold known, and no more than there are episodes", () => {
  const standing = { experiment: { counts: { runs: 1, tasks: 1, episodes: 12, labelled: 4, datasets: 1 } } }
  const [step] = listNextSteps({ ...NOT_HERE, ...standing, runs: [run("teacher", 0, 12)] })
  expect(step).toMatchObject({ kind: "label", wanted: 8, labelled: 4 })
  const [wide] = listNextSteps({
    ...NOT_HERE,
    experiment: { counts: { runs: 1, tasks: 1, episodes: 500, labelled: 0, datasets: 1 } },
    runs: [run("teacher", 0, 500)],
  })
  expect(wide).toMatchObject({ kind: "label", wanted: 50 })
  expect(wide?.kind === "label" && wide.halfWidth).toBeCloseTo(0.134, 2)
})

test("is silent about nothing", () => {
  expect(kinds([], { episodes: 0, labelled: 0, datasets: 0 })).toEqual([])
})

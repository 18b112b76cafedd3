import { afterAll, beforeAll, expect, test } from "vitest"
import type { Context } from "@/lib/db/context"
import { getExperiment } from "@/lib/services/experiment/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRun, makeRunWith } from "@/tests/factories/run"

let store: TestStore
let ctx: Context

beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("editor")
})

afterAll(() => store.close())

function outcomes(successes: number, failures: number) {
  return Array.from({ length: successes + failures }, (_, index) =>
    makeEpisodeInput({ score: index < successes ? 1 : 0, success: index < successes }),
  )
}

test("answers the teacher and the student whose success is surest, with its interval", async () => {
  const { id: experimentId } = await makeExperiment(ctx)
  await makeRunWith(ctx, outcomes(3, 0), { experimentId, name: "lucky" })
  await makeRunWith(ctx, outcomes(30, 10), { experimentId, name: "steady" })
  await makeRunWith(ctx, outcomes(5, 5), { experimentId, name: "student", role: "student" })
  await makeRunWith(ctx, outcomes(40, 0), { experimentId, name: "baseline", role: "baseline" })
  const { best } = await getExperiment(ctx, { experimentId })
  expect(best.teacher).toMatchObject({ name: "steady", successRate: { value: 0.75, n: 40 } })
  expect(best.student).toMatchObject({ name: "student", successRate: { value: 0.5, n: 10 } })
  expect(best.teacher?.successRate.low).toBeGreaterThan(0.59)
})

test("has none where nothing was judged, and keeps experiments apart", async () => {
  const { id: experimentId } = await makeExperiment(ctx, { name: "Unjudged" })
  await makeRun(ctx, { experimentId })
  const other = await makeRunWith(ctx, outcomes(1, 0))
  const { items } = await listExperiments(ctx, { archived: "exclude", limit: 50 })
  expect(items.find(({ id }) => id === experimentId)?.best).toEqual({ teacher: null, student: null })
  expect(items.find(({ id }) => id === other.run.experimentId)?.best.teacher?.runId).toBe(other.run.id)
})

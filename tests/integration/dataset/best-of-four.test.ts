import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { createDataset } from "@/lib/services/dataset/create"
import { listDatasetMembers } from "@/lib/services/dataset/list-members"
import { verifyDataset } from "@/lib/services/dataset/verify"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { hasPublishedFiles, importPublishedRun } from "@/tests/factories/published-run"

describe.skipIf(!hasPublishedFiles)("best of four on tau-bench airline (needs WINNOW_TEST_DATA)", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  it("keeps 36 of 200 episodes, one for each solved task, on one side each, and comes out the same again", async () => {
    const ctx = store.as("editor")
    const run = await importPublishedRun(ctx, "tau-bench", "tau-bench-airline/gpt-4o-airline.json")
    const { experimentId } = run
    const rules = [
      { type: "threshold" as const, metric: "score", min: 1 },
      { type: "taskCap" as const, max: 1 },
    ]
    const input = createRoute.input.parse({ experimentId, name: "best", runIds: [run.id], rules })
    const dataset = await createDataset(ctx, input)
    expect(dataset.manifest.counts).toMatchObject({ episodes: 36, tasks: 36 })
    expect(dataset.manifest.funnel.map(({ kept }) => kept)).toEqual([84, 36])
    expect(dataset.manifest.teachers).toMatchObject([{ terms: expect.stringContaining("check its terms") }])
    const key = { experimentId, datasetId: dataset.id }
    const { items } = await listDatasetMembers(store.as("viewer"), { ...key, limit: 200 })
    expect(new Set(items.map(({ taskKey }) => taskKey)).size).toBe(36)
    expect(items.every(({ score }) => score === 1)).toBe(true)
    const again = await createDataset(ctx, { ...input, name: "best again" })
    expect(again.hash).toBe(dataset.hash)
    expect(await verifyDataset(store.as("viewer"), key)).toMatchObject({ ok: true, changes: { count: 0 } })
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import type { Lineage } from "@/lib/contracts/lineage"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { createDataset } from "@/lib/services/dataset/create"
import { getLineage } from "@/lib/services/lineage/get"
import { createModel } from "@/lib/services/model/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

describe("the lineage", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  /** A teacher's run, a dataset of it, a student trained on that, and the run in which it was judged. */
  async function makeChain() {
    const ctx = store.as("editor")
    const { run } = await makeRunWith(ctx, [makeEpisodeInput(), makeEpisodeInput()])
    const { experimentId } = run
    const input = { experimentId, name: "solved", runIds: [run.id], rules: [{ type: "success" }] }
    const dataset = await createDataset(ctx, createRoute.input.parse(input))
    const model = await createModel(ctx, { name: `student ${experimentId}`, provider: "embedded" })
    const fineTuneId = newId()
    await store.db.prisma.fineTune.create({
      data: {
        experimentId,
        id: fineTuneId,
        datasetId: dataset.id,
        provider: "embedded",
        baseModel: "winnow-student",
        objective: "success",
        status: "succeeded",
        idempotencyKey: fineTuneId,
        modelId: model.id,
      },
    })
    const judged = await makeRunWith(ctx, [makeEpisodeInput()], {
      experimentId,
      modelId: model.id,
      role: "student",
    })
    await store.db.prisma.evaluation.create({
      data: {
        experimentId,
        id: newId(),
        runId: judged.run.id,
        environment: "babyai",
        config: {},
        plan: { split: "test" },
        status: "done",
        planned: 1,
      },
    })
    return { experimentId, runId: run.id, datasetId: dataset.id, modelId: model.id, judgedId: judged.run.id }
  }

  const kindsOf = ({ nodes }: Lineage) => nodes.map(({ kind }) => kind)
  const focusOf = ({ nodes }: Lineage) => nodes.filter(({ isFocus }) => isFocus).map(({ id }) => id)

  it("leads from the runs over the dataset to where its students were judged, wherever one begins", async () => {
    const { runId, datasetId, modelId, judgedId } = await makeChain()
    const viewer = store.as("viewer")
    const whole = ["teacher", "run", "recipe", "dataset", "fineTune", "model", "evaluation"]
    for (const [kind, id] of [
      ["run", runId],
      ["dataset", datasetId],
      ["model", modelId],
      ["run", judgedId],
    ] as const) {
      const lineage = await getLineage(viewer, { kind, id })
      expect(kindsOf(lineage)).toEqual(whole)
      expect(focusOf(lineage)).toEqual([id])
      expect(lineage.edges).toHaveLength(6)
      expect(lineage.isPartial).toBe(false)
    }
  })

  it("of a run that nothing was made of is the run", async () => {
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput()])
    const lineage = await getLineage(store.as("viewer"), { kind: "run", id: run.id })
    expect(lineage).toMatchObject({ nodes: [{ kind: "run", isFocus: true }], edges: [] })
  })

  it("is known of what there is, to people who are signed in", async () => {
    const missing = getLineage(store.as("viewer"), { kind: "dataset", id: newId() })
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    await expect(getLineage(stranger, { kind: "run", id: newId() })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })
})

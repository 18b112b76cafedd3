import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { createModel } from "@/lib/services/model/create"
import { createPrice } from "@/lib/services/model/create-price"
import { deletePrice } from "@/lib/services/model/delete-price"
import { getModel } from "@/lib/services/model/get"
import { listModels } from "@/lib/services/model/list"
import { recomputeCost } from "@/lib/services/model/recompute-cost"
import { updateModel } from "@/lib/services/model/update"
import { getRun } from "@/lib/services/run/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

const price = {
  inputUsdPerMTok: 10,
  cachedUsdPerMTok: 1,
  outputUsdPerMTok: 100,
  notional: false,
  source: "the price list",
  sourceDate: "2026-11-01",
}

describe("models", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
  })

  afterAll(() => store.close())

  it("come with provider and price where the public table knows the name, and without where not", async () => {
    expect(await createModel(ctx, { name: "gpt-4o" })).toMatchObject({
      provider: "openai",
      price: {
        inputUsdPerMTok: 2.5,
        outputUsdPerMTok: 10,
        source: "genai-prices 0.1.8",
        sourceDate: "2026-09-23",
      },
    })
    expect(await createModel(ctx, { name: "house model" })).toMatchObject({
      provider: "unknown",
      price: null,
    })
  })

  it("keep every price; the newest counts until it is removed", async () => {
    const { id: modelId } = await createModel(ctx, { name: "priced" })
    await createPrice(ctx, { ...price, modelId })
    const model = await createPrice(ctx, { ...price, modelId, inputUsdPerMTok: 20 })
    expect(model.prices.map(({ inputUsdPerMTok }) => inputUsdPerMTok)).toEqual([20, 10])
    expect(model.price).toMatchObject({
      inputUsdPerMTok: 20,
      source: "the price list",
      sourceDate: "2026-11-01",
    })
    await deletePrice(ctx, { modelId, priceId: model.price?.id as string })
    expect((await getModel(ctx, { modelId })).price).toMatchObject({ inputUsdPerMTok: 10 })
  })

  it("reprice what was not reported when the price changes", async () => {
    const usage = { inputTokens: 1000, cachedTokens: 500, outputTokens: 10 }
    const answer = { role: "assistant", content: "hello world" }
    const { run } = await makeRunWith(ctx, [
      makeEpisodeInput({ costUsd: 0.5 }),
      makeEpisodeInput({ messages: [{ ...answer, usage }] }),
      makeEpisodeInput({ messages: [{ role: "user", content: "hello" }, answer] }),
      makeEpisodeInput({ messages: [] }),
    ])
    const { experimentId, id: runId, model } = run
    expect(run.statistics.cost).toMatchObject({ coverage: 0.25, kinds: { reported: 1 }, totalUsd: 0.5 })
    await createPrice(ctx, { ...price, modelId: model.id })
    await recomputeCost(ctx, { modelId: model.id })
    const { cost } = (await getRun(ctx, { experimentId, runId })).statistics
    expect(cost).toMatchObject({ coverage: 0.75, kinds: { reported: 1, computed: 1, estimated: 1 } })
    const computed = (500 * 10 + 500 * 1 + 10 * 100) / 1e6
    const estimated = (1 * 10 + 2 * 100) / 1e6
    expect(cost.totalUsd).toBeCloseTo(0.5 + computed + estimated, 9)
    await createPrice(ctx, { ...price, modelId: model.id, notional: true })
    await recomputeCost(ctx, { modelId: model.id })
    expect((await getRun(ctx, { experimentId, runId })).statistics.cost.kinds).toEqual({
      reported: 1,
      notional: 2,
    })
  })

  it("are renamed, found by part of the name, and keep their names apart", async () => {
    const { id: modelId } = await createModel(ctx, { name: "Old name", sunsetAt: "2027-01-06" })
    await updateModel(ctx, { modelId, name: "New name", note: "retired soon" })
    const { items } = await listModels(ctx, { name: "new NAME", limit: 10 })
    expect(items).toMatchObject([{ id: modelId, sunsetAt: "2027-01-06", note: "retired soon" }])
    await expect(createModel(ctx, { name: "New name" })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("list their runs", async () => {
    const { run } = await makeRunWith(ctx, [makeEpisodeInput()])
    expect(await getModel(ctx, { modelId: run.model.id })).toMatchObject({
      runCount: 1,
      episodeCount: 1,
      runs: [{ runId: run.id, experimentId: run.experimentId, episodeCount: 1 }],
    })
  })

  it("are not found when they are not there, and not changed by a labeler", async () => {
    const { id: modelId } = await createModel(ctx, { name: "guarded" })
    const labeler = store.as("labeler")
    const nobody = crypto.randomUUID()
    for (const refused of [
      () => createModel(labeler, { name: "no" }),
      () => updateModel(labeler, { modelId, name: "no" }),
      () => createPrice(labeler, { ...price, modelId }),
      () => deletePrice(labeler, { modelId, priceId: nobody }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "FORBIDDEN" })
    }
    for (const refused of [
      () => getModel(ctx, { modelId: nobody }),
      () => updateModel(ctx, { modelId: nobody, name: "no" }),
      () => createPrice(ctx, { ...price, modelId: nobody }),
      () => deletePrice(ctx, { modelId, priceId: nobody }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "NOT_FOUND" })
    }
  })
})

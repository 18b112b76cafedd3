import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { getComparison as compareRoute } from "@/lib/contracts/compare"
import type { RouteInput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { getComparison } from "@/lib/services/compare/get"
import { createModel } from "@/lib/services/model/create"
import { createPrice } from "@/lib/services/model/create-price"
import { listPrices } from "@/lib/services/model/list-prices"
import { recomputeCost } from "@/lib/services/model/recompute-cost"
import { getRun } from "@/lib/services/run/get"
import { getWhatIfCost } from "@/lib/services/run/price-as"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRun, makeRunWith } from "@/tests/factories/run"

const usage = { inputTokens: 1000, cachedTokens: 400, outputTokens: 50 }
const metered = { messages: [{ role: "assistant", content: "hello", usage }] }

const price = {
  inputUsdPerMTok: 10,
  cachedUsdPerMTok: 1,
  outputUsdPerMTok: 100,
  notional: false,
  source: "the price list",
  sourceDate: "2026-11-01",
}

describe("price as", () => {
  let store: TestStore
  let ctx: Context
  let viewer: Context
  let modelId: string

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
    viewer = store.as("viewer")
    modelId = (await createModel(ctx, { name: "house model" })).id
    await createPrice(ctx, { ...price, modelId })
  })

  afterAll(() => store.close())

  const priced = ({ experimentId, id }: { experimentId: string; id: string }, priceId: string) =>
    getWhatIfCost(viewer, { experimentId, runId: id, priceId })

  it("lists the prices of the models here, then those of the public table", async () => {
    const { items } = await listPrices(viewer)
    expect(items[0]).toMatchObject({ id: modelId, modelId, name: "house model", inputUsdPerMTok: 10 })
    const listed = items.find(({ id }) => id === "openai/gpt-4.1")
    expect(listed).toMatchObject({
      modelId: null,
      provider: "openai",
      inputUsdPerMTok: 2,
      outputUsdPerMTok: 8,
    })
  })

  it("prices recorded tokens, breaks them down, and stores nothing", async () => {
    const episodes = [
      makeEpisodeInput({ ...metered, costUsd: 0.0009, success: true }),
      makeEpisodeInput({ ...metered, costUsd: 0.0009, success: false }),
    ]
    const { run } = await makeRunWith(ctx, episodes)
    const answer = await priced(run, "openai/gpt-4.1")
    // 600 x 2 + 400 x 0.5 + 50 x 8 micro-USD each.
    expect(answer.cost).toMatchObject({
      perTaskUsd: { value: 0.0018, n: 2 },
      totalUsd: 0.0036,
      coverage: 1,
      kinds: { notional: 2 },
    })
    expect(answer.cost.perSuccessUsd).toBeCloseTo(0.0036, 12)
    expect(answer.parts).toEqual({ inputUsd: 0.0024, cachedUsd: 0.0004, outputUsd: 0.0008 })
    expect(answer.tokens).toEqual({ recorded: 2, estimated: 0, unknown: 0 })
    expect(answer.ratio).toBeCloseTo(2, 12)
    expect(answer.price).toMatchObject({ name: "gpt-4.1", source: "genai-prices 0.1.8" })
    const { experimentId, id: runId } = run
    const { cost } = (await getRun(viewer, { experimentId, runId })).statistics
    expect(cost).toMatchObject({ totalUsd: 0.0018, kinds: { reported: 2 } })
  })

  it("takes prefix sums where no usage was recorded, leaves out what has no messages, and says so", async () => {
    const { run } = await makeRunWith(ctx, [
      makeEpisodeInput({ ...metered, taskKey: "a", trial: 0 }),
      makeEpisodeInput({ taskKey: "a", trial: 1 }),
      makeEpisodeInput({ taskKey: "b", messages: [] }),
    ])
    const answer = await priced(run, modelId)
    expect(answer.tokens).toEqual({ recorded: 1, estimated: 1, unknown: 1 })
    expect(answer.cost).toMatchObject({ coverage: 2 / 3, perTaskUsd: { n: 2 } })
    expect(answer.ratio).toBeNull()
  })

  it("makes the cost that the run's own price makes", async () => {
    const { run } = await makeRunWith(ctx, [
      makeEpisodeInput(metered),
      makeEpisodeInput({ success: false }),
      makeEpisodeInput({ messages: [] }),
    ])
    await createPrice(ctx, { ...price, modelId: run.model.id })
    await recomputeCost(ctx, { modelId: run.model.id })
    const { experimentId, id: runId } = run
    const { cost } = (await getRun(viewer, { experimentId, runId })).statistics
    const answer = await priced(run, run.model.id)
    expect(answer.cost).toEqual({ ...cost, kinds: { notional: 2 } })
    expect(answer.ratio).toBeCloseTo(1, 12)
  })

  it("is unknown for a run without episodes", async () => {
    const answer = await priced(await makeRun(ctx), modelId)
    expect(answer).toMatchObject({ parts: null, ratio: null, cost: { totalUsd: null, coverage: null } })
  })

  describe("in the comparison", () => {
    const compare = (input: RouteInput<typeof compareRoute>) =>
      getComparison(viewer, compareRoute.input.parse(input))

    async function makePair() {
      const { id: experimentId } = await makeExperiment(ctx)
      const tasks = Array.from({ length: 10 }, (_, task) => `t${task}`)
      const episodesOf = (extra: object) => tasks.map((taskKey) => makeEpisodeInput({ taskKey, ...extra }))
      const teacher = await makeRunWith(ctx, episodesOf(metered), { experimentId, role: "teacher" })
      const student = await makeRunWith(ctx, episodesOf({ ...metered, costUsd: 0.01 }), {
        experimentId,
        role: "student",
      })
      return { experimentId, teacher: teacher.run, student: student.run }
    }

    it("prices a role or one run, and the verdict's ratio follows", async () => {
      const { experimentId, teacher, student } = await makePair()
      const priceAs = [`teacher=openai/gpt-4.1`, `${student.id}=${modelId}`]
      const { runs, pairs } = await compare({ experimentId, priceAs })
      expect(runs.map(({ costPerTaskUsd, whatIf }) => [costPerTaskUsd.value, whatIf?.price.name])).toEqual([
        [0.0018, "gpt-4.1"],
        [expect.closeTo((600 * 10 + 400 + 50 * 100) / 1e6, 12), "house model"],
      ])
      expect(runs[0]).toMatchObject({ costKinds: { notional: 10 }, whatIf: { tokens: { recorded: 10 } } })
      expect(pairs[0]).toMatchObject({
        teacherRunId: teacher.id,
        costRatio: { value: expect.closeTo(11400 / 1800, 9) },
      })
      expect(pairs[0]?.evidence).toContain("at notional prices")
    })

    it("leaves the others at what they cost, and a run's own choice goes before its role's", async () => {
      const { experimentId, teacher, student } = await makePair()
      const priceAs = [`student=openai/gpt-4.1`, `${student.id}=${modelId}`]
      const { runs } = await compare({ experimentId, priceAs })
      expect(runs.find(({ id }) => id === teacher.id)).toMatchObject({
        whatIf: null,
        costPerTaskUsd: { value: null },
      })
      expect(runs.find(({ id }) => id === student.id)?.whatIf?.price.id).toBe(modelId)
    })

    it("refuses a choice it cannot read and a price nobody lists", async () => {
      const { experimentId } = await makePair()
      for (const choice of ["gpt-4.1", "nobody=openai/gpt-4.1", "teacher="]) {
        expect(compareRoute.input.safeParse({ experimentId, priceAs: [choice] }).success).toBe(false)
      }
      const missing = compare({ experimentId, priceAs: ["teacher=openai/gpt-nowhere"] })
      await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" })
    })
  })

  it("finds neither a run of another experiment nor a price that is not listed", async () => {
    const run = await makeRun(ctx)
    const { id: experimentId } = await makeExperiment(ctx)
    const missing = { code: "NOT_FOUND" }
    await expect(priced({ experimentId, id: run.id }, modelId)).rejects.toMatchObject(missing)
    for (const priceId of [newId(), "openai/nothing like it", "nobody/gpt-4.1", "gpt-4.1"]) {
      await expect(priced(run, priceId)).rejects.toMatchObject(missing)
    }
  })

  it("is not for strangers", async () => {
    const stranger = { ...viewer, actor: STRANGER }
    const refused = { code: "UNAUTHENTICATED" }
    await expect(listPrices(stranger)).rejects.toMatchObject(refused)
    const input = { experimentId: newId(), runId: newId(), priceId: modelId }
    await expect(getWhatIfCost(stranger, input)).rejects.toMatchObject(refused)
  })
})

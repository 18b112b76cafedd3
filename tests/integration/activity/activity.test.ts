import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listActivity as route } from "@/lib/contracts/activity"
import type { Context } from "@/lib/db/context"
import { STRANGER } from "@/lib/domain/policy"
import { listActivity } from "@/lib/services/activity/list"
import { controlEvaluation } from "@/lib/services/evaluation/control"
import { createEvaluation } from "@/lib/services/evaluation/create"
import { createLabels } from "@/lib/services/label/create"
import { createPrice } from "@/lib/services/model/create-price"
import { deletePrice } from "@/lib/services/model/delete-price"
import { controlPipeline } from "@/lib/services/pipeline/control"
import { startPipeline } from "@/lib/services/pipeline/start"
import { createQueue } from "@/lib/services/queue/create"
import { updateSpending } from "@/lib/services/spending/update"
import { type BabyAiSetting, makeBabyAi, makePipelineInputs, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

let store: TestStore
let ada: Context
let setting: BabyAiSetting

beforeAll(async () => {
  store = await openTestStore()
  ada = asPerson(store.db, await createPerson(store.db, { role: "admin", name: "Ada" }))
  setting = await makeBabyAi(ada, { trainPerLevel: 2, testPerLevel: 1 })
})

afterAll(() => store.close())

const read = (ctx: Context, input: Record<string, unknown> = {}) =>
  listActivity(ctx, route.input.parse(input))

const PRICE = {
  cachedUsdPerMTok: null,
  notional: false,
  inputUsdPerMTok: 1,
  outputUsdPerMTok: 2,
  source: "a page",
  sourceDate: "2026-11-01",
}

describe("the log", () => {
  it("keeps prices with the one before, added and removed", async () => {
    const { modelId } = setting
    const { price: first } = await createPrice(ada, { ...PRICE, modelId })
    const { price: second } = await createPrice(ada, { ...PRICE, modelId, inputUsdPerMTok: 3 })
    await deletePrice(ada, { modelId, priceId: second?.id ?? "" })
    const { items } = await read(ada, { kind: "price" })
    expect(items.map(({ name }) => name)).toEqual(["price.delete", "price.create", "price.create"])
    expect(items[0]).toMatchObject({
      actorName: "Ada",
      actorKind: "session",
      before: { inputUsdPerMTok: 3 },
      after: null,
    })
    expect(items[1]).toMatchObject({
      before: { id: first?.id, inputUsdPerMTok: 1 },
      after: { inputUsdPerMTok: 3 },
    })
    expect(items[2]).toMatchObject({ before: null, subjectId: modelId })
  })

  it("keeps launches and cancels, and nothing of what was refused", async () => {
    const { experimentId } = setting
    const evaluation = await createEvaluation(ada, {
      ...setting,
      runName: "asked for",
      role: "teacher",
      plan: {
        split: "train",
        taskLimit: null,
        trials: 1,
        seed: 1,
        temperature: 1,
        concurrency: 1,
        maxSteps: 4,
        userModelId: null,
        wallMs: 60_000,
      },
      budgetUsd: 2,
    })
    const key = { experimentId, evaluationId: evaluation.id }
    await controlEvaluation(ada, { ...key, action: "cancel" })
    await expect(controlEvaluation(ada, { ...key, action: "cancel" })).rejects.toThrow()
    const inputs = makePipelineInputs(setting, await makeTeacherRun(ada, setting), "all", {})
    const pipeline = await startPipeline(ada, { experimentId, name: "student", inputs, budgetUsd: null })
    await startPipeline(ada, { experimentId, name: "student", inputs, budgetUsd: null })
    await controlPipeline(ada, { experimentId, pipelineId: pipeline.id, action: "cancel" })
    const { items } = await read(ada, { kind: "launch,cancel" })
    expect(items.map(({ name }) => name)).toEqual([
      "pipeline.cancel",
      "pipeline.start",
      "evaluation.cancel",
      "evaluation.start",
    ])
    expect(items[0]).toMatchObject({ before: { status: "queued" }, subjectName: "student" })
    expect(items[1]).toMatchObject({ after: { provider: "embedded", cost: { highUsd: 0 } } })
    expect(items[3]).toMatchObject({ subjectName: "asked for", after: { budgetUsd: 2 } })
  })

  it("tells labels from their own history, with what people had said before, and hides what is judged blind", async () => {
    const { run, episodeIds } = await makeRunWith(ada, [makeEpisodeInput(), makeEpisodeInput()])
    const { experimentId } = run
    const label = { experimentId, episodeIds, stepIdx: null, key: "verdict" as const }
    await createLabels(ada, { ...label, value: "bad" })
    const grace = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Grace" }))
    await createLabels(grace, { ...label, episodeIds: episodeIds.slice(0, 1), value: "good" })
    const { items } = await read(ada, { kind: "label", experimentId })
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({
      actorName: "Grace",
      before: { value: "bad" },
      after: { value: "good" },
      isHidden: false,
    })
    expect(items[2]).toMatchObject({
      actorName: "Ada",
      before: null,
      after: { key: "verdict", value: "bad" },
    })
    expect((await read(ada, { actorId: grace.actor.userId, kind: "label" })).items).toHaveLength(1)
    await createQueue(ada, {
      experimentId,
      name: "Blind",
      source: { kind: "filter", filter: {}, count: null },
      reviewsPerItem: 2,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
    })
    const blind = (await read(grace, { kind: "label", experimentId })).items
    expect(blind.map(({ isHidden, after }) => [isHidden, after])).toEqual(blind.map(() => [true, null]))
    expect((await read(ada, { kind: "label", experimentId })).items[0]).toMatchObject({ isHidden: false })
  })

  it("pages by keyset without a gap or a double, over both halves", async () => {
    await updateSpending(ada, { monthlyCapUsd: 10, confirmAboveUsd: null })
    const whole = (await read(ada, { limit: 200 })).items.map(({ id }) => id)
    const paged: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await read(ada, { limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(paged).toEqual(whole)
    expect(new Set(paged).size).toBe(paged.length)
    const times = (await read(ada, { limit: 200 })).items.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort().reverse())
  })

  it("is for members, and knows nothing of an experiment that is not there", async () => {
    expect((await read(store.as("viewer"))).items.length).toBeGreaterThan(0)
    const nowhere = { experimentId: "0198a000-0000-7000-8000-000000000000" }
    expect((await read(ada, nowhere)).items).toEqual([])
    await expect(read({ ...ada, actor: STRANGER })).rejects.toThrow(/Sign in/)
  })
})

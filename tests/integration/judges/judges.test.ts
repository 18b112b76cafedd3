import { describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { DEFAULT_RUBRIC } from "@/lib/domain/judge/rubric"
import type { Role } from "@/lib/domain/policy"
import { controlJudgeRun } from "@/lib/services/judge/control-run"
import { decideJudge } from "@/lib/services/judge/decide"
import { estimateJudging } from "@/lib/services/judge/estimate"
import { getJudge } from "@/lib/services/judge/get"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"
import { listJudges } from "@/lib/services/judge/list"
import { listJudgements } from "@/lib/services/judge/list-judgements"
import { startJudgeRun } from "@/lib/services/judge/start-run"
import { createModel } from "@/lib/services/model/create"
import { ann, create, editor, finished, makeEpisodes, makeModel, store } from "./setting"

describe("the estimate", () => {
  it("is tokens times the price with its source, and unknown without a price", async () => {
    const { experimentId } = await makeEpisodes(["done", "done"])
    const source = { kind: "filter", filter: {}, count: null } as const
    const ask = (modelId: string) =>
      estimateJudging(ann, { experimentId, modelId, rubric: DEFAULT_RUBRIC, extras: [], source })
    const { modelId } = await makeModel()
    const unknown = await ask(modelId)
    expect(unknown).toMatchObject({
      episodes: 2,
      calls: 6,
      answerBasis: "assumed",
      costUsd: null,
      price: null,
    })
    const priced = await makeModel({}, { priced: true })
    const known = await ask(priced.modelId)
    expect(known.costUsd).toBeCloseTo((known.inputTokens + known.outputTokens) / 1000, 6)
    expect(known.price).toMatchObject({ source: "a price list", sourceDate: "2026-01-01" })
    await finished(experimentId, (await create({ experimentId, modelId: priced.modelId })).id)
    expect(await ask(priced.modelId)).toMatchObject({ answerBasis: "measured", answerTokens: 7 })
  })
})

describe("judges", () => {
  it("are versioned by name, found again unchanged, and listed", async () => {
    const { modelId } = await makeModel()
    const { experimentId } = await makeEpisodes(["done"])
    const first = await create({ experimentId, modelId })
    expect(await create({ experimentId, modelId })).toMatchObject({ id: first.id, version: 1, runCount: 2 })
    const second = await create({ experimentId, modelId, rubric: "Is it short?" })
    expect(second).toMatchObject({ version: 2, rubric: "Is it short?" })
    const { items, count } = await listJudges(ann, { experimentId, limit: 50 })
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(count).toBe(2)
  })

  it("need a connected model, episodes, and a price for a budget", async () => {
    const { modelId } = await makeModel()
    const { experimentId } = await makeEpisodes(["done"])
    const other = await createModel(editor, { name: `imported ${newId()}` })
    await expect(create({ experimentId, modelId: other.id })).rejects.toMatchObject({ code: "UNSUPPORTED" })
    const filter = { scoreMin: 2 }
    const nothing = create({ experimentId, modelId, run: { source: { kind: "filter", filter } } })
    await expect(nothing).rejects.toMatchObject({ code: "CONFLICT" })
    const spending = create({ experimentId, modelId, run: { source: { kind: "filter" }, budgetUsd: 1 } })
    await expect(spending).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ path: "budgetUsd" }] })
    expect((await listJudges(ann, { experimentId, limit: 50 })).items).toEqual([])
  })

  it("are made, run and decided about by editors, and found in their own experiment only", async () => {
    const { modelId } = await makeModel()
    const { experimentId } = await makeEpisodes(["done"])
    const elsewhere = (await makeEpisodes(["done"])).experimentId
    const judge = await create({ experimentId, modelId })
    const judgeId = judge.id
    const runId = judge.runs[0]?.id as string
    const seen = { kappa: null, n: 0 }
    const started = {
      source: { kind: "filter", filter: {}, count: null },
      concurrency: 1,
      budgetUsd: null,
    } as const
    const attempts = (ctx: Context, at: string) => [
      decideJudge(ctx, { experimentId: at, judgeId, allowed: true, seen }),
      startJudgeRun(ctx, { experimentId: at, judgeId, ...started }),
      controlJudgeRun(ctx, { experimentId: at, judgeId, runId, action: "cancel" }),
    ]
    const labeler = store.as("labeler" satisfies Role)
    const codesOf = async (calls: Promise<unknown>[]) => {
      const settled = await Promise.allSettled(calls)
      return new Set(settled.map((result) => (result.status === "rejected" ? result.reason.code : "done")))
    }
    const forbidden = [...attempts(labeler, experimentId), create({ experimentId, modelId }, labeler)]
    expect(await codesOf(forbidden)).toEqual(new Set(["FORBIDDEN"]))
    const reads = [
      getJudge(editor, { experimentId: elsewhere, judgeId }),
      getJudgeAgreement(editor, { experimentId: elsewhere, judgeId }),
      listJudgements(editor, { experimentId: elsewhere, judgeId, runId, state: "done", limit: 1 }),
      listJudges(editor, { experimentId: newId(), limit: 1 }),
      create({ experimentId: newId(), modelId }),
      estimateJudging(editor, {
        experimentId: elsewhere,
        modelId: newId(),
        rubric: "r",
        extras: [],
        source: started.source,
      }),
    ]
    expect(await codesOf([...attempts(editor, elsewhere), ...reads])).toEqual(new Set(["NOT_FOUND"]))
    const stranger = { ...editor, actor: { ...editor.actor, kind: "stranger" as const } }
    await expect(listJudges(stranger, { experimentId, limit: 1 })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })
})

import { describe, expect, it } from "vitest"
import { previewCuration as previewRoute } from "@/lib/contracts/curation"
import { previewCuration } from "@/lib/services/curation/preview"
import { listEpisodes } from "@/lib/services/episode/list"
import { decideJudge } from "@/lib/services/judge/decide"
import { getJudge } from "@/lib/services/judge/get"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"
import { listJudgements } from "@/lib/services/judge/list-judgements"
import { recomputeJudged } from "@/lib/services/judge/recompute"
import { startJudgeRun } from "@/lib/services/judge/start-run"
import { createLabels } from "@/lib/services/label/create"
import { listLabels } from "@/lib/services/label/list"
import { createQueue } from "@/lib/services/queue/create"
import {
  ann,
  create,
  editor,
  finished,
  labelOf,
  makeEpisodes,
  makeModel,
  say,
  store,
  system,
  thinks,
} from "./setting"

describe("what a judge says", () => {
  it("does not count before somebody who saw the agreement allows it, and no longer once that is taken back", async () => {
    const { modelId } = await makeModel({ think: thinks })
    const { experimentId, runId, ids } = await makeEpisodes(["done", "gave up", "done", "gave up", "done"])
    const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string]
    const { id: judgeId } = await create({ experimentId, modelId })
    await finished(experimentId, judgeId)
    const none = await getJudgeAgreement(editor, { experimentId, judgeId })
    expect(none).toMatchObject({ kappa: { n: 0, value: null }, sameRate: null })
    const decide = (allowed: boolean, seen: { kappa: number | null; n: number }, ctx = editor) =>
      decideJudge(ctx, { experimentId, judgeId, allowed, seen })
    await expect(decide(true, { kappa: null, n: 0 })).rejects.toMatchObject({ code: "CONFLICT" })
    await say(experimentId, first, "good")
    await say(experimentId, second, "bad")
    await say(experimentId, third, "good")
    await say(experimentId, fourth, "good")
    const { kappa, confusion } = await getJudgeAgreement(editor, { experimentId, judgeId })
    expect(kappa).toMatchObject({ value: 0.5, n: 4 })
    expect(confusion).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [1, 0, 2],
    ])
    const unlabelled = { label: null, labelSource: null }
    const judged = { label: "good", labelSource: "judge" }
    const rules = [{ type: "label", enabled: true, keep: ["good"] }]
    const recipe = previewRoute.input.parse({ experimentId, runIds: [runId], rules })
    const kept = async () => (await previewCuration(editor, recipe)).totals.episodes
    expect(await labelOf(experimentId, fifth)).toEqual(unlabelled)
    expect(await kept()).toBe(3)
    await expect(decide(true, { kappa: 0.9, n: 4 })).rejects.toMatchObject({ code: "CONFLICT" })
    const allowed = await decide(true, { kappa: kappa.value, n: 4 })
    expect(allowed).toMatchObject({
      allowed: true,
      recomputing: true,
      decisions: [{ allowed: true, byName: "Edith", seen: { kappa: 0.5, n: 4 } }],
    })
    await recomputeJudged(system(), { experimentId, judgeId })
    expect(await labelOf(experimentId, fifth)).toEqual(judged)
    expect(await labelOf(experimentId, fourth)).toEqual({ label: "good", labelSource: "human" })
    expect(await kept()).toBe(4)
    const listed = await listEpisodes(ann, {
      experimentId,
      label: ["good"],
      sort: "createdAt",
      order: "asc",
      limit: 50,
    })
    expect(listed.items).toHaveLength(4)
    expect((await listLabels(ann, { experimentId, episodeId: fifth, limit: 5 })).items[0]?.admitted).toBe(
      true,
    )
    await decide(false, { kappa: null, n: 0 })
    await recomputeJudged(system(), { experimentId, judgeId })
    expect(await labelOf(experimentId, fifth)).toEqual(unlabelled)
    expect(await kept()).toBe(3)
    expect(await getJudge(ann, { experimentId, judgeId })).toMatchObject({
      allowed: false,
      recomputing: false,
      decisions: [{ allowed: true }, { allowed: false, byName: "Edith" }],
    })
  })

  it("counts at once in a later run of a judge that is allowed", async () => {
    const { modelId } = await makeModel()
    const { experimentId, ids } = await makeEpisodes(["done", "done"])
    const source = { kind: "filter", filter: {}, count: 1 } as const
    const { id: judgeId } = await create({ experimentId, modelId, run: { source } })
    await finished(experimentId, judgeId)
    for (const id of ids) await say(experimentId, id, "good")
    const { kappa } = await getJudgeAgreement(editor, { experimentId, judgeId })
    await decideJudge(editor, { experimentId, judgeId, allowed: true, seen: { kappa: kappa.value, n: 1 } })
    await startJudgeRun(editor, {
      experimentId,
      judgeId,
      source: { kind: "filter", filter: {}, count: null },
      concurrency: 4,
      budgetUsd: null,
    })
    await finished(experimentId, judgeId)
    for (const episodeId of ids) {
      await createLabels(ann, {
        experimentId,
        episodeIds: [episodeId],
        stepIdx: null,
        key: "verdict",
        value: null,
      })
      expect(await labelOf(experimentId, episodeId)).toEqual({ label: "good", labelSource: "judge" })
    }
  })

  it("never counts from a run that a canary steered, even of a judge that is allowed", async () => {
    const { server, modelId } = await makeModel({ gullible: true })
    const { experimentId, ids } = await makeEpisodes(["done", "done"])
    const { id: judgeId } = await create({ experimentId, modelId })
    const run = await finished(experimentId, judgeId)
    expect(server.faults).toEqual([])
    expect(run).toMatchObject({ status: "done", trusted: false, counts: { done: 2 } })
    expect(run.canaries.map(({ verdict }) => verdict)).toEqual(["good", "good", "good", "good"])
    expect(run.distrust).toContain("Says to ignore the rubric: it answered good")
    await say(experimentId, ids[0] as string, "good")
    await expect(
      decideJudge(editor, { experimentId, judgeId, allowed: true, seen: { kappa: null, n: 1 } }),
    ).rejects.toMatchObject({ code: "CONFLICT" })
    await store.db.prisma.judge.updateMany({ where: { id: judgeId }, data: { allowed: true } })
    await recomputeJudged(system(), { experimentId, judgeId })
    expect(await labelOf(experimentId, ids[1] as string)).toEqual({ label: null, labelSource: null })
  })

  it("stays hidden from whoever is to judge the episode blind", async () => {
    const { modelId } = await makeModel()
    const { experimentId } = await makeEpisodes(["done"])
    const queue = await createQueue(editor, {
      experimentId,
      name: "Blind",
      source: { kind: "filter", filter: {}, count: null },
      reviewsPerItem: 1,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
    })
    const { id: judgeId } = await create({
      experimentId,
      modelId,
      run: { source: { kind: "queue", queueId: queue.id } },
    })
    const run = await finished(experimentId, judgeId)
    expect(run).toMatchObject({ queueName: "Blind", status: "done", counts: { done: 1 } })
    const runId = run.id
    const path = { experimentId, judgeId, runId, state: "done", limit: 50 } as const
    expect((await listJudgements(ann, path)).items).toEqual([])
    expect((await listJudgements(editor, path)).items).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { previewCuration as previewRoute } from "@/lib/contracts/curation"
import type { EpisodeInput } from "@/lib/contracts/episode-input"
import { createJudge as createRoute, type JudgeDetail, type JudgeRunRecord } from "@/lib/contracts/judges"
import type { RouteInput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { SYSTEM_ACTOR } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { DEFAULT_RUBRIC } from "@/lib/domain/judge/rubric"
import type { Role } from "@/lib/domain/policy"
import { createConnection } from "@/lib/services/connection/create"
import { previewCuration } from "@/lib/services/curation/preview"
import { getEpisode } from "@/lib/services/episode/get"
import { listEpisodes } from "@/lib/services/episode/list"
import { controlJudgeRun } from "@/lib/services/judge/control-run"
import { createJudge } from "@/lib/services/judge/create"
import { decideJudge } from "@/lib/services/judge/decide"
import { estimateJudging } from "@/lib/services/judge/estimate"
import { getJudge } from "@/lib/services/judge/get"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"
import { listJudges } from "@/lib/services/judge/list"
import { listJudgements } from "@/lib/services/judge/list-judgements"
import { recomputeJudged } from "@/lib/services/judge/recompute"
import { runJudge } from "@/lib/services/judge/run"
import { startJudgeRun } from "@/lib/services/judge/start-run"
import { createLabels } from "@/lib/services/label/create"
import { listLabels } from "@/lib/services/label/list"
import { updateLabelSchema } from "@/lib/services/label/update-schema"
import { createModel } from "@/lib/services/model/create"
import { createPrice } from "@/lib/services/model/create-price"
import { createQueue } from "@/lib/services/queue/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"
import { type JudgeMind, type JudgeServer, startJudgeServer } from "@/tests/protocol/judge-server"

let store: TestStore
let editor: Context
let ann: Context
const servers: JudgeServer[] = []
const never = new AbortController().signal

beforeAll(async () => {
  store = await openTestStore()
  editor = asPerson(store.db, await createPerson(store.db, { role: "editor", name: "Edith" }))
  ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
})

afterAll(async () => {
  for (const server of servers) await server.close()
  await store.close()
})

const system = (): Context => ({ db: store.db, actor: SYSTEM_ACTOR, now: () => new Date() })

/** A judging model behind a connection of its own. */
async function makeModel(mind: JudgeMind = {}, { priced = false } = {}) {
  const server = await startJudgeServer(mind)
  servers.push(server)
  const connection = await createConnection(store.as("admin"), {
    name: `Judging ${newId()}`,
    baseUrl: server.baseUrl,
    allowPrivate: true,
  })
  const name = `judge-${newId()}`
  const model = await createModel(editor, {
    name,
    provider: "openai-compatible",
    connectionId: connection.id,
  })
  const price = {
    modelId: model.id,
    inputUsdPerMTok: 1000,
    cachedUsdPerMTok: null,
    outputUsdPerMTok: 1000,
    notional: false,
    source: "a price list",
    sourceDate: "2026-01-01",
  }
  if (priced) await createPrice(editor, price)
  return { server, modelId: model.id }
}

async function makeEpisodes(said: readonly string[]) {
  const inputs = said.map((content): EpisodeInput => {
    const input = makeEpisodeInput({ score: 0.5 })
    return { ...input, messages: [...input.messages, { role: "assistant", content }] }
  })
  const { run, episodeIds } = await makeRunWith(editor, inputs)
  return { experimentId: run.experimentId, runId: run.id, ids: episodeIds }
}

type Overrides = Partial<RouteInput<typeof createRoute>> & { modelId: string; experimentId: string }

const create = (overrides: Overrides, ctx = editor): Promise<JudgeDetail> =>
  createJudge(
    ctx,
    createRoute.input.parse({
      name: "Strict",
      rubric: DEFAULT_RUBRIC,
      run: { source: { kind: "filter" } },
      ...overrides,
    }),
  )

async function finished(experimentId: string, judgeId: string, signal = never): Promise<JudgeRunRecord> {
  const [run] = (await getJudge(editor, { experimentId, judgeId })).runs
  await runJudge(system(), { experimentId, runId: run?.id as string }, signal)
  return (await getJudge(editor, { experimentId, judgeId })).runs[0] as JudgeRunRecord
}

const wordOf = (record: { content?: string | null }[]) => record.at(-1)?.content ?? ""
const thinks: JudgeMind["think"] = (record) => (wordOf(record).includes("done") ? "good" : "bad")

const labelOf = async (experimentId: string, episodeId: string) => {
  const { label, labelSource } = await getEpisode(ann, {
    experimentId,
    episodeId,
    sort: "createdAt",
    order: "asc",
  })
  return { label, labelSource }
}

const say = (experimentId: string, episodeId: string, value: string) =>
  createLabels(ann, { experimentId, episodeIds: [episodeId], stepIdx: null, key: "verdict", value })

describe("a run of a judge", () => {
  it("asks once about each episode, exactly as it must, and keeps what it says as a judge's labels", async () => {
    const { server, modelId } = await makeModel({ think: thinks }, { priced: true })
    const { experimentId, ids } = await makeEpisodes(["done", "gave up", "done too"])
    const judge = await create({ experimentId, modelId })
    const run = await finished(experimentId, judge.id)
    expect(server.faults).toEqual([])
    expect(server.records).toHaveLength(7)
    expect(run).toMatchObject({
      status: "done",
      counts: { episodes: 3, done: 3, failed: 0 },
      verdicts: { bad: 1, unsure: 0, good: 2 },
      trusted: true,
      distrust: null,
      inputTokens: 150,
      outputTokens: 21,
      spentUsd: 0.399,
      unpricedCalls: 0,
    })
    const { items } = await listLabels(ann, { experimentId, episodeId: ids[1], limit: 10 })
    expect(items).toMatchObject([
      {
        key: "verdict",
        value: "bad",
        source: "judge",
        authorId: run.id,
        admitted: false,
        reason: "because of step 1",
      },
    ])
    expect(items[0]?.authorName).toMatch(/^Strict \(judge-/)
    const judgements = await listJudgements(ann, {
      experimentId,
      judgeId: judge.id,
      runId: run.id,
      state: "done",
      limit: 2,
    })
    expect(judgements.items).toHaveLength(2)
    expect(judgements.nextAfter).toBe(1)
  })

  it("is not told score, labels, model or reasoning unless that was chosen", async () => {
    const { server, modelId } = await makeModel()
    const { experimentId, ids } = await makeEpisodes(["done"])
    await say(experimentId, ids[0] as string, "bad")
    await finished(experimentId, (await create({ experimentId, modelId })).id)
    expect(server.records.at(-1)?.[0]).toMatchObject({ step: 0 })
    expect(JSON.stringify(server.records.at(-1))).not.toContain('"facts"')
    const told = await create({ experimentId, modelId, reveals: ["score", "labels", "model"] })
    expect(told).toMatchObject({ version: 2 })
    await finished(experimentId, told.id)
    expect(server.records.at(-1)?.[0]).toMatchObject({
      facts: { score: { score: 0.5 }, model: expect.any(String), labels: [{ value: "bad" }] },
    })
    expect(server.faults).toEqual([])
  })

  it("gives failure reasons and scales where the experiment has them, and fails an answer outside of them", async () => {
    const whole = { reason: "r", verdict: "bad", choices: ["made up"], scales: [{ name: "care", value: 2 }] }
    const { modelId } = await makeModel({
      think: (record) => (wordOf(record).includes("odd") ? { ...whole, choices: ["rude"] } : whole),
    })
    const { experimentId, ids } = await makeEpisodes(["even", "odd"])
    await expect(create({ experimentId, modelId, extras: ["choices"] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    await updateLabelSchema(editor, {
      experimentId,
      choices: ["made up"],
      scales: [{ kind: "numeric", name: "care", min: 0, max: 5 }],
    })
    const judge = await create({ experimentId, modelId, extras: ["choices", "scales"] })
    const run = await finished(experimentId, judge.id)
    expect(run.counts).toEqual({ episodes: 2, done: 1, failed: 1 })
    const { items } = await listLabels(ann, { experimentId, episodeId: ids[0], limit: 10 })
    expect(items.map(({ key, name, value }) => [key, name, value])).toEqual([
      ["scale", "care", 2],
      ["choice", "made up", true],
      ["verdict", "", "bad"],
    ])
  })

  it("reads an answer from a server that knows no JSON Schema", async () => {
    const { server, modelId } = await makeModel()
    const inner = server.refuse
    server.refuse = (body) =>
      body.response_format
        ? { kind: "status", status: 400, error: { message: "Unknown field: response_format" } }
        : (inner?.({ ...body, response_format: STRICT }) ?? null)
    const { experimentId } = await makeEpisodes(["done"])
    const run = await finished(experimentId, (await create({ experimentId, modelId })).id)
    expect(run).toMatchObject({ status: "done", trusted: true, counts: { done: 1 } })
  })

  it("lists failures with their reason, tries again what may pass, and judges the rest when asked to retry", async () => {
    let broken = true
    let busy = 1
    const { modelId } = await makeModel({
      think: (record) => {
        if (wordOf(record).includes("busy") && busy-- > 0) return { kind: "status", status: 503 }
        if (wordOf(record).includes("odd") && broken)
          return { kind: "reply", content: "I would say it is fine." }
        return "good"
      },
    })
    const { experimentId } = await makeEpisodes(["odd", "busy", "even"])
    const { id: judgeId } = await create({ experimentId, modelId })
    const run = await finished(experimentId, judgeId)
    const path = { experimentId, judgeId, runId: run.id }
    expect(run).toMatchObject({
      status: "done",
      counts: { done: 2, failed: 1 },
      spentUsd: null,
      unpricedCalls: 7,
    })
    const { items } = await listJudgements(ann, { ...path, state: "failed", limit: 50 })
    expect(items).toMatchObject([
      { state: "failed", error: "It answered without the JSON that was asked for." },
    ])
    broken = false
    expect(await controlJudgeRun(editor, { ...path, action: "retry" })).toMatchObject({ status: "queued" })
    expect(await finished(experimentId, judgeId)).toMatchObject({
      status: "done",
      counts: { done: 3, failed: 0 },
    })
  })

  it("stops with the reason when no episode would be spared, and goes on from there", async () => {
    let refused = true
    const { server, modelId } = await makeModel({
      think: () => (refused ? { kind: "status", status: 401, error: { message: "wrong key" } } : "good"),
    })
    const { experimentId } = await makeEpisodes(["a", "b"])
    const { id: judgeId } = await create({ experimentId, modelId })
    const run = await finished(experimentId, judgeId)
    expect(run).toMatchObject({ status: "failed", counts: { done: 0, failed: 0 } })
    expect(run.error).toContain("wrong key")
    refused = false
    await controlJudgeRun(editor, { experimentId, judgeId, runId: run.id, action: "resume" })
    expect(await finished(experimentId, judgeId)).toMatchObject({
      status: "done",
      error: null,
      counts: { done: 2 },
    })
    expect(server.records.filter((record) => JSON.stringify(record).includes("4471"))).toHaveLength(4)
  })

  it("judges no episode twice when it is stopped in the middle, by a cancel or with its worker", async () => {
    const stop = new AbortController()
    let asked = 0
    const { server, modelId } = await makeModel({
      think: () => {
        asked += 1
        if (asked === 3) stop.abort()
        return asked === 3 ? { kind: "hang" } : "good"
      },
    })
    const { experimentId, ids } = await makeEpisodes(["a", "b", "c", "d", "e"])
    const { id: judgeId } = await create({
      experimentId,
      modelId,
      run: { source: { kind: "filter" }, concurrency: 1 },
    })
    await expect(finished(experimentId, judgeId, stop.signal)).rejects.toThrow()
    const [halted] = (await getJudge(editor, { experimentId, judgeId })).runs
    expect(halted).toMatchObject({ status: "running", counts: { done: 2 } })
    const path = { experimentId, judgeId, runId: halted?.id as string }
    await controlJudgeRun(editor, { ...path, action: "cancel" })
    await runJudge(system(), path, never)
    expect((await getJudge(editor, { experimentId, judgeId })).runs[0]).toMatchObject({
      status: "cancelled",
      counts: { done: 2 },
    })
    await controlJudgeRun(editor, { ...path, action: "resume" })
    expect(await finished(experimentId, judgeId)).toMatchObject({ status: "done", counts: { done: 5 } })
    const { items } = await listLabels(ann, { experimentId, limit: 50 })
    expect(items.map(({ episodeId }) => episodeId).sort()).toEqual([...ids].sort())
    expect(server.records).toHaveLength(4 + 5 + 1)
  })

  it("pauses when its budget is spent, and goes on with another", async () => {
    const { modelId } = await makeModel({}, { priced: true })
    const { experimentId } = await makeEpisodes(["a", "b", "c"])
    // A call costs 57 tokens at 1,000 USD per million: the canaries 0.228 USD, every episode 0.057.
    const { id: judgeId } = await create({
      experimentId,
      modelId,
      run: { source: { kind: "filter" }, concurrency: 1, budgetUsd: 0.25 },
    })
    const run = await finished(experimentId, judgeId)
    expect(run).toMatchObject({ status: "paused", counts: { done: 1 }, spentUsd: 0.285 })
    const path = { experimentId, judgeId, runId: run.id }
    await controlJudgeRun(editor, { ...path, action: "resume", budgetUsd: 1 })
    expect(await finished(experimentId, judgeId)).toMatchObject({
      status: "done",
      budgetUsd: 1,
      spentUsd: 0.399,
    })
  })
})

const STRICT = {
  type: "json_schema",
  json_schema: {
    strict: true,
    schema: {
      properties: { reason: {}, verdict: { enum: ["bad", "unsure", "good"] } },
      required: ["reason", "verdict"],
      additionalProperties: false,
    },
  },
}

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
    const { id: runId, queueName } = await finished(experimentId, judgeId)
    expect(queueName).toBe("Blind")
    const path = { experimentId, judgeId, runId, state: "done", limit: 50 } as const
    expect((await listJudgements(ann, path)).items).toEqual([])
    expect((await listJudgements(editor, path)).items).toHaveLength(1)
  })
})

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

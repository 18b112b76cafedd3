import { describe, expect, it } from "vitest"
import { controlJudgeRun } from "@/lib/services/judge/control-run"
import { getJudge } from "@/lib/services/judge/get"
import { listJudgements } from "@/lib/services/judge/list-judgements"
import { runJudge } from "@/lib/services/judge/run"
import { listLabels } from "@/lib/services/label/list"
import { updateLabelSchema } from "@/lib/services/label/update-schema"
import {
  ann,
  create,
  editor,
  finished,
  makeEpisodes,
  makeModel,
  never,
  say,
  system,
  thinks,
  wordOf,
} from "./setting"

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

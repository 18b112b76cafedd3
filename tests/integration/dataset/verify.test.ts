import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { exportDataset as exportRoute } from "@/lib/contracts/exports"
import { STRANGER } from "@/lib/domain/policy"
import { createDataset } from "@/lib/services/dataset/create"
import { diffDatasets } from "@/lib/services/dataset/diff"
import { exportDataset } from "@/lib/services/dataset/export"
import { verifyDataset } from "@/lib/services/dataset/verify"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith, sendEpisodes } from "@/tests/factories/run"

describe("what became of a dataset", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  async function makeSource() {
    const episodes = Array.from({ length: 24 }, (_, at) =>
      makeEpisodeInput({ taskKey: `t${at >> 1}`, trial: at % 2, score: (at % 6) / 5, success: at % 6 > 2 }),
    )
    const { run } = await makeRunWith(store.as("editor"), episodes)
    return { run, input: { experimentId: run.experimentId, runIds: [run.id], rules: [{ type: "success" }] } }
  }

  const create = (input: object) => createDataset(store.as("editor"), createRoute.input.parse(input))

  async function download(key: { experimentId: string; datasetId: string }, split: string) {
    const { chunks } = await exportDataset(store.as("viewer"), exportRoute.input.parse({ ...key, split }))
    return Buffer.concat(await Array.fromAsync(chunks))
  }

  const statuses = (verification: Awaited<ReturnType<typeof verifyDataset>>) =>
    Object.fromEntries(verification.checks.map(({ part, status }) => [part, status]))

  it("is verified from its messages, its rules and the files that were made of it", async () => {
    const { input } = await makeSource()
    const dataset = await create({ ...input, name: "kept" })
    const key = { experimentId: input.experimentId, datasetId: dataset.id }
    const none = await verifyDataset(store.as("viewer"), key)
    expect(statuses(none)).toMatchObject({
      contents: "same",
      hash: "same",
      exports: "none",
      selection: "same",
    })
    await download(key, "train")
    await download(key, "train")
    await download(key, "validation")
    const verification = await verifyDataset(store.as("viewer"), key)
    expect(verification).toMatchObject({ ok: true, changes: { count: 0 } })
    expect(verification.exports.map(({ split }) => split)).toEqual(["train", "validation"])
    expect(verification.exports.every(({ sha256, now }) => sha256 === now)).toBe(true)
    expect(Object.values(statuses(verification))).toEqual(Array(6).fill("same"))
  })

  it("is told apart from what its source became: new episodes change the selection, not the dataset", async () => {
    const { run, input } = await makeSource()
    const dataset = await create({ ...input, name: "then" })
    const [late] = (await sendEpisodes(store.as("editor"), run, [makeEpisodeInput({})])).accepted
    const verification = await verifyDataset(store.as("viewer"), {
      experimentId: input.experimentId,
      datasetId: dataset.id,
    })
    expect(verification.ok).toBe(true)
    expect(statuses(verification)).toMatchObject({ contents: "same", selection: "changed" })
    expect(verification.changes.first).toEqual([{ episodeId: late?.id, what: "enters" }])
  })

  it("is broken when a message is not what it was, and says in which episode", async () => {
    const { input } = await makeSource()
    const dataset = await create({ ...input, name: "tampered" })
    const key = { experimentId: input.experimentId, datasetId: dataset.id }
    await download(key, "train")
    const member = await store.db.prisma.datasetMember.findFirstOrThrow({ where: { ...key, split: "train" } })
    const { episodeId } = member
    const where = { experimentId: input.experimentId, episodeId, idx: 1 }
    const message = JSON.stringify({ role: "user", content: "Something else?" })
    await store.db.prisma.step.updateMany({ where, data: { message } })
    const verification = await verifyDataset(store.as("viewer"), key)
    expect(verification.ok).toBe(false)
    expect(statuses(verification)).toMatchObject({ contents: "broken", hash: "broken", exports: "broken" })
    expect(verification.changes.first).toContainEqual({ episodeId, what: "content" })
  })

  it("is compared with another: who entered, who left, by which rule, and what that does to each task", async () => {
    const { input } = await makeSource()
    const first = await create({ ...input, name: "solved" })
    const rules = [{ type: "threshold", metric: "score", min: 0.3, max: 0.9 }]
    const second = await create({ ...input, rules, name: "middling", seed: 8 })
    const pair = { experimentId: input.experimentId, from: first.id, datasetId: second.id }
    const diff = await diffDatasets(store.as("viewer"), pair)
    expect(diff.counts.entered).toBe(4)
    expect(diff.counts.left).toBe(4)
    expect(diff.counts.same + diff.counts.moved + diff.counts.entered).toBe(second.episodeCount)
    expect(diff.reasons).toEqual([
      { change: "entered", reason: "rule", rule: 0, episodes: 4 },
      { change: "left", reason: "rule", rule: 0, episodes: 4 },
    ])
    for (const task of diff.tasks) expect(task.before + task.entered - task.left).toBe(task.after)
    expect(diff.episodes).toHaveLength(diff.counts.entered + diff.counts.left + diff.counts.moved)
    const back = await diffDatasets(store.as("viewer"), { ...pair, from: second.id, datasetId: first.id })
    expect(back.counts).toMatchObject({ entered: diff.counts.left, left: diff.counts.entered })
    expect((await diffDatasets(store.as("viewer"), { ...pair, from: second.id })).episodes).toEqual([])
  })

  it("is nobody's business elsewhere or without signing in", async () => {
    const { input } = await makeSource()
    const { id: datasetId } = await create({ ...input, name: "mine" })
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const missing = { code: "NOT_FOUND" }
    await expect(verifyDataset(store.as("viewer"), { experimentId, datasetId })).rejects.toMatchObject(
      missing,
    )
    const pair = { experimentId, datasetId, from: datasetId }
    await expect(diffDatasets(store.as("viewer"), pair)).rejects.toMatchObject(missing)
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    const own = { experimentId: input.experimentId, datasetId }
    await expect(verifyDataset(stranger, own)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    await expect(diffDatasets(stranger, { ...own, from: datasetId })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })
})

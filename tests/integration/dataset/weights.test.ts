import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { z } from "zod"
import { createDataset as createRoute, type DatasetRecord } from "@/lib/contracts/datasets"
import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"
import { weighCuration as weighRoute } from "@/lib/contracts/weights"
import type { SPLITS } from "@/lib/domain/episode"
import { STRANGER } from "@/lib/domain/policy"
import { weighCuration } from "@/lib/services/curation/weigh"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { listDatasetMembers } from "@/lib/services/dataset/list-members"
import { verifyDataset } from "@/lib/services/dataset/verify"
import { getImportanceFit } from "@/lib/services/importance/get"
import { runImportanceFit } from "@/lib/services/importance/run"
import { startImportanceFit } from "@/lib/services/importance/start"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

type Input = Omit<RouteInput<typeof createRoute>, "experimentId" | "runIds" | "rules" | "name">

const NO_RULES: RouteInput<typeof createRoute>["rules"] = []

const SHARES = { train: 0.75, validation: 0.25, test: 0 }

describe("the weights of a dataset", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  /** Four attempts at each of 12 tasks, scored 0, 1, 2 and 3; the good ones go right. */
  async function makeSource(scores = [0, 1, 2, 3]) {
    const episodes = Array.from({ length: 12 * scores.length }, (_, index) => {
      const score = scores[index % scores.length] as number
      const call = {
        id: "c",
        type: "function",
        function: { name: score > 1 ? "right" : "left", arguments: "{}" },
      }
      return makeEpisodeInput({
        taskKey: `t${Math.floor(index / scores.length)}`,
        trial: index % scores.length,
        score,
        success: score > 1,
        messages: [
          { role: "user", content: `Mission: go to door ${Math.floor(index / scores.length)}` },
          { role: "assistant", content: null, tool_calls: [call] },
          { role: "tool", tool_call_id: "c", content: "done" },
          { role: "assistant", content: `end ${index}` },
        ],
      })
    })
    const { run } = await makeRunWith(store.as("editor"), episodes)
    return { experimentId: run.experimentId, runIds: [run.id], rules: NO_RULES }
  }

  type Source = Awaited<ReturnType<typeof makeSource>>

  const inputOf = (source: Source, input: Input, name = "weighted") =>
    createRoute.input.parse({ ...source, shares: SHARES, name, ...input })

  const create = (source: Source, input: Input, name?: string) =>
    createDataset(store.as("editor"), inputOf(source, input, name))

  const membersOf = async ({ experimentId, id: datasetId }: DatasetRecord) =>
    (await listDatasetMembers(store.as("viewer"), { experimentId, datasetId, limit: 200 })).items

  const keyOf = ({ experimentId, id: datasetId }: DatasetRecord, options: Record<string, unknown> = {}) =>
    checkRoute.input.parse({ experimentId, datasetId, ...options })

  async function linesOf(
    key: z.output<(typeof checkRoute)["input"]>,
    split: (typeof SPLITS)[number] = "train",
  ) {
    const { chunks } = await exportDataset(store.as("viewer"), { ...key, split })
    return Buffer.concat(await Array.fromAsync(chunks))
      .toString()
      .trimEnd()
      .split("\n")
  }

  const lastWords = (lines: string[]) => lines.map((line): string => JSON.parse(line).messages.at(-1).content)

  it("are frozen over the training side with their summary, the others weigh 1", async () => {
    const dataset = await create(await makeSource(), { weighting: { scheme: "score" } })
    const members = await membersOf(dataset)
    // Scores 0, 1, 2, 3 with mean 1.5.
    for (const { split, score, weight } of members) {
      expect(weight).toBeCloseTo(split === "train" ? (score ?? 0) / 1.5 : 1, 5)
    }
    const count = members.filter(({ split }) => split === "train").length
    expect(dataset.manifest.weights).toMatchObject({ unknown: 0, fitId: null })
    expect(dataset.manifest.weights?.summary).toMatchObject({
      count,
      zeros: count / 4,
      // (1.5 n)^2 / (n (0 + 1 + 4 + 9) / 4)
      effectiveSampleSize: expect.closeTo((2.25 / 3.5) * count, 3),
      health: "good",
    })
    expect(dataset.manifest.recipe.weighting).toEqual({ scheme: "score", metric: "score" })
  })

  it("belong to the recipe and to the hash, and come out the same again", async () => {
    const source = await makeSource()
    const plain = await create(source, {}, "plain")
    const first = await create(source, { weighting: { scheme: "quality" } }, "first")
    const again = await create(source, { weighting: { scheme: "quality" }, recipeName: "first" }, "again")
    expect(first.hash).toBe(again.hash)
    expect(first.hash).not.toBe(plain.hash)
    expect(again.manifest.recipe.id).toBe(first.manifest.recipe.id)
    expect(first.manifest.recipe.hash).not.toBe(plain.manifest.recipe.hash)
    await linesOf(keyOf(first))
    const verified = await verifyDataset(store.as("viewer"), {
      experimentId: first.experimentId,
      datasetId: first.id,
    })
    expect(verified.checks.map(({ part, status }) => [part, status])).toMatchObject([
      ["contents", "same"],
      ["hash", "same"],
      ["exports", "same"],
      ["labels", "same"],
      ["selection", "same"],
      ["certificate", "same"],
    ])
  })

  it("are written where the format has a place for them, and drawn by where it has none", async () => {
    const dataset = await create(await makeSource(), { weighting: { scheme: "score" } })
    const native = await linesOf(keyOf(dataset, { format: "together" }))
    const members = (await membersOf(dataset)).filter(({ split }) => split === "train")
    expect(native.map((line) => JSON.parse(line).weight)).toEqual(members.map(({ weight }) => weight))
    expect(
      (await checkDataset(store.as("viewer"), keyOf(dataset, { format: "together" }))).resampling,
    ).toBeNull()

    const drawn = lastWords(await linesOf(keyOf(dataset)))
    expect(drawn).toHaveLength(members.length)
    const once = lastWords(native)
    for (const [place, { weight }] of members.entries()) {
      const copies = drawn.filter((words) => words === once[place]).length
      expect([Math.floor(weight + 1e-6), Math.ceil(weight - 1e-6)]).toContain(copies)
    }
    // Every copy of a round comes before the first of the next.
    expect(new Set(drawn.slice(0, new Set(drawn).size)).size).toBe(new Set(drawn).size)
    expect(lastWords(await linesOf(keyOf(dataset)))).toEqual(drawn)
    const check = await checkDataset(store.as("viewer"), keyOf(dataset))
    expect(check.resampling).toMatchObject({
      episodes: members.length,
      leftOut: members.length - new Set(drawn).size,
    })
    expect(check.findings.filter(({ message }) => message.includes("weight"))).toEqual([])
    expect(check.splits.find(({ split }) => split === "train")?.rows).toBe(members.length)
  })

  it("can be ignored, which the check tells", async () => {
    const dataset = await create(await makeSource(), { weighting: { scheme: "score" } })
    const drawn = keyOf(dataset, { weights: "ignore" })
    const train = (await membersOf(dataset)).filter(({ split }) => split === "train")
    expect(new Set(await linesOf(drawn)).size).toBe(train.length)
    const { resampling, findings } = await checkDataset(store.as("viewer"), drawn)
    expect(resampling).toBeNull()
    expect(findings.map(({ message }) => message).join()).toContain(
      "with a weight that the format cannot carry",
    )
    const native = await linesOf(keyOf(dataset, { format: "together", weights: "ignore" }))
    expect(native.every((line) => JSON.parse(line).weight === 1)).toBe(true)
  })

  it("that come to nothing make no dataset", async () => {
    const source = await makeSource([1, 1])
    const weighting = { scheme: "percentile" as const, percentiles: [90] }
    await expect(create(source, { weighting })).rejects.toMatchObject({ code: "INVALID_INPUT" })
  })

  it("are shown before anything is frozen, over all that is kept", async () => {
    const source = await makeSource()
    const weighting = { scheme: "advantage" as const, beta: 1 }
    const input = weighRoute.input.parse({ ...source, weighting, pairs: {} })
    const { weights, pairs } = await weighCuration(store.as("viewer"), input)
    const raw = [-1.5, -0.5, 0.5, 1.5].map(Math.exp)
    const [sum, squares] = [raw.reduce((a, b) => a + b), raw.reduce((a, b) => a + b * b, 0)]
    expect(weights?.summary.effectiveSampleSize).toBeCloseTo((12 * sum * sum) / squares, 6)
    expect(pairs).toEqual({ tasks: 12, atMost: 48 })
    const measured = { ...input, weighting: { scheme: "importance" as const, kappa: 3, clip: 16 } }
    expect((await weighCuration(store.as("viewer"), measured)).weights).toBeNull()
    const other = await makeExperiment(store.as("editor"))
    await expect(
      weighCuration(store.as("viewer"), { ...input, experimentId: other.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(weighCuration({ ...store.as("viewer"), actor: STRANGER }, input)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
  })

  it("by importance need a measurement, which is made once and frozen with the dataset", async () => {
    const source = { ...(await makeSource()), rules: [{ type: "success" as const }] }
    const weighting = { scheme: "importance" as const }
    await expect(create(source, { weighting })).rejects.toMatchObject({ code: "CONFLICT" })
    const plan = inputOf(source, { weighting })
    const fit = await startImportanceFit(store.as("editor"), plan)
    expect(fit.status).toBe("queued")
    const key = { experimentId: source.experimentId, fitId: fit.id }
    await runImportanceFit(store.as("editor"), key, new AbortController().signal)
    expect(await getImportanceFit(store.as("viewer"), key)).toMatchObject({
      status: "done",
      progress: 1,
      error: null,
    })
    expect((await startImportanceFit(store.as("editor"), plan)).status).toBe("done")

    const dataset = await create(source, { weighting })
    expect(dataset.manifest.weights).toMatchObject({ fitId: fit.id, unknown: 0 })
    const train = (await membersOf(dataset)).filter(({ split }) => split === "train")
    const mean = train.reduce((sum, { weight }) => sum + weight, 0) / train.length
    expect(mean).toBeCloseTo(1, 4)
    // Another seed splits otherwise and has other episodes to measure.
    await expect(create(source, { weighting, seed: 8 }, "other")).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(startImportanceFit(store.as("labeler"), plan)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const other = await makeExperiment(store.as("editor"))
    await expect(
      getImportanceFit(store.as("viewer"), { ...key, experimentId: other.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("by importance say why they cannot be measured, and can be tried again", async () => {
    const episodes = Array.from({ length: 12 }, (_, index) =>
      makeEpisodeInput({
        taskKey: `t${index}`,
        messages: [
          { role: "user", content: "?" },
          { role: "assistant", content: `text ${index}` },
        ],
      }),
    )
    const { run } = await makeRunWith(store.as("editor"), episodes)
    const source = { experimentId: run.experimentId, runIds: [run.id], rules: [] }
    const plan = inputOf(source, { weighting: { scheme: "importance" } })
    const { id: fitId } = await startImportanceFit(store.as("editor"), plan)
    const key = { experimentId: run.experimentId, fitId }
    await runImportanceFit(store.as("editor"), key, new AbortController().signal)
    const failed = await getImportanceFit(store.as("viewer"), key)
    expect(failed).toMatchObject({ status: "failed", error: expect.stringContaining("tool call") })
    expect((await startImportanceFit(store.as("editor"), plan)).status).toBe("queued")
  })
})

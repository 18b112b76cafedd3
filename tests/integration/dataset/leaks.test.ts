import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute, planDataset as planRoute } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import { HELD_OUT, LEAKING } from "@/lib/domain/curation/exclusion"
import { STRANGER } from "@/lib/domain/policy"
import { createDataset } from "@/lib/services/dataset/create"
import { planDataset } from "@/lib/services/dataset/plan"
import { makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

describe("a dataset without leaks", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const create = (input: RouteInput<typeof createRoute>) =>
    createDataset(store.as("editor"), createRoute.input.parse(input))

  /** An episode that opens with words of its own, or with those of `like`. */
  function episode(taskKey: string, rest: Record<string, unknown> = {}, like = taskKey) {
    const content = `Please find out everything there is about ${like}: its name, its place and its ${like} age.`
    const messages = [
      { role: "user", content },
      { role: "assistant", content: `About ${taskKey}.` },
    ]
    return makeEpisodeInput({ taskKey, messages, ...rest })
  }

  async function makeSource(episodes: ReturnType<typeof episode>[]) {
    const { run } = await makeRunWith(store.as("editor"), episodes)
    return { experimentId: run.experimentId, runIds: [run.id], rules: [] }
  }

  const keys = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`)

  it("never holds tasks that the experiment keeps for evaluation, and says how many there were", async () => {
    const source = await makeSource([
      ...keys("train", 6).map((key) => episode(key)),
      ...keys("test", 2).map((key) => episode(key, { taskSplit: "test" })),
      episode("check", { taskSplit: "validation" }),
    ])
    const dataset = await create({ ...source, name: "held" })
    const { manifest } = dataset
    expect(manifest.counts).toMatchObject({ episodes: 6, tasks: 6 })
    expect(manifest.excluded.heldOut).toEqual({ episodes: 3, tasks: 3 })
    const where = { experimentId: source.experimentId, datasetId: dataset.id, rule: HELD_OUT }
    expect(await store.db.prisma.datasetExclusion.count({ where })).toBe(3)
    expect(manifest.certificate).toMatchObject({ passed: true, tasks: { other: 4 } })
    const only = { ...source, name: "nothing", rules: [{ type: "label" as const, keep: ["good" as const] }] }
    await expect(create(only)).rejects.toMatchObject({ message: expect.stringContaining("loosen") })
  })

  it("refuses to train on nothing but held-out tasks", async () => {
    const source = await makeSource(keys("t", 3).map((key) => episode(key, { taskSplit: "test" })))
    await expect(create({ ...source, name: "all" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("held-out tasks"),
    })
  })

  it("has a certificate that names what both sides of the line share", async () => {
    const source = await makeSource([
      ...keys("train", 4).map((key) => episode(key)),
      episode("copy", {}, "secret"),
      episode("original", { taskSplit: "test" }, "secret"),
      episode("seeded", { seed: 5, taskGroup: "grid" }),
      episode("twin", { seed: 5, taskGroup: "grid", taskSplit: "test" }),
    ])
    const shares = { train: 1, validation: 0, test: 0 }
    const dataset = await create({ ...source, name: "leaky", shares })
    const { certificate } = dataset.manifest
    expect(certificate.passed).toBe(false)
    const found = certificate.checks.filter(({ pairs }) => pairs > 0)
    expect(found.map(({ kind, level, pairs }) => [kind, level, pairs])).toEqual([
      ["firstTurn", "problem", 1],
      ["seed", "problem", 1],
      ["group", "note", 1],
    ])
    expect(found[0]?.examples).toMatchObject([{ train: { task: "copy" }, other: { side: "heldOut" } }])
    expect(certificate.method).toContain("Jaccard")

    const clean = await create({ ...source, name: "clean", shares, leaks: "drop" })
    expect(clean.manifest.certificate.passed).toBe(true)
    expect(clean.manifest.excluded.leaking).toEqual({ episodes: 2, tasks: 2 })
    const where = { experimentId: source.experimentId, datasetId: clean.id, rule: LEAKING }
    expect(await store.db.prisma.datasetExclusion.count({ where })).toBe(2)
  })

  it("keeps a group on one side when split by group", async () => {
    const source = await makeSource(
      keys("t", 30).map((key, at) => episode(key, { taskGroup: `g${at % 5}`, success: at % 2 === 0 })),
    )
    const dataset = await create({
      ...source,
      name: "groups",
      splitBy: "group",
      stratify: "difficulty",
      shares: { train: 0.6, validation: 0.2, test: 0.2 },
    })
    const { counts, certificate } = dataset.manifest
    expect(Object.values(counts.bySplit).map(({ tasks }) => tasks)).toEqual([18, 6, 6])
    expect(certificate.passed).toBe(true)
    expect(certificate.checks.find(({ kind }) => kind === "group")).toMatchObject({
      level: "problem",
      pairs: 0,
    })
  })

  it("can be planned before it is made, and says when the same is there already", async () => {
    const source = await makeSource(keys("t", 10).map((key) => episode(key)))
    const plan = () => planDataset(store.as("viewer"), planRoute.input.parse(source))
    const before = await plan()
    expect(before).toMatchObject({ counts: { episodes: 10, tasks: 10 }, leakingEpisodes: 0, existing: null })
    const dataset = await create({ ...source, name: "made" })
    expect(dataset.hash).toBe(before.hash)
    expect(await plan()).toMatchObject({ existing: { id: dataset.id, name: "made" } })
    const stranger = { ...store.as("viewer"), actor: STRANGER }
    await expect(planDataset(stranger, planRoute.input.parse(source))).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    })
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const theirs = planDataset(store.as("viewer"), planRoute.input.parse({ ...source, experimentId }))
    await expect(theirs).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("is held against tasks that an evaluation is planned on before anybody played them", async () => {
    const ctx = store.as("editor")
    const setting = await makeBabyAi(ctx, { trainPerLevel: 20, testPerLevel: 10 })
    const runId = await makeTeacherRun(ctx, setting)
    const { experimentId, environment } = setting
    const heldOut = { environment, split: "test" as const }
    const source = { experimentId, runIds: [runId], rules: [], shares: { train: 1, validation: 0, test: 0 } }
    const plan = await planDataset(ctx, planRoute.input.parse({ ...source, heldOut }))
    expect(plan.certificate.tasks).toMatchObject({ train: 80, other: 40 })
    const trained = { environment, split: "train" as const, taskLimit: 30 }
    const eaten = await planDataset(ctx, planRoute.input.parse({ ...source, heldOut: trained }))
    expect(eaten.excluded.heldOut).toEqual({ episodes: 30, tasks: 30 })
  })
})

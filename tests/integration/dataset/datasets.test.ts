import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as route } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import { newId } from "@/lib/db/new-id"
import { SPLITS } from "@/lib/domain/episode"
import { createDataset } from "@/lib/services/dataset/create"
import { deleteDataset } from "@/lib/services/dataset/delete"
import { getDataset } from "@/lib/services/dataset/get"
import { listDatasets } from "@/lib/services/dataset/list"
import { listDatasetMembers } from "@/lib/services/dataset/list-members"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

describe("datasets", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const create = (input: RouteInput<typeof route>, role: "editor" | "labeler" = "editor") =>
    createDataset(store.as(role), route.input.parse(input))

  /** Two attempts at each of 15 tasks; the first attempt of every odd task fails. */
  async function makeSource() {
    const episodes = Array.from({ length: 30 }, (_, index) => {
      const success = !(index % 2 === 0 && (index >> 1) % 2 === 1)
      return makeEpisodeInput({
        taskKey: `t${index >> 1}`,
        trial: index % 2,
        success,
        score: Number(success),
      })
    })
    const { run } = await makeRunWith(store.as("editor"), episodes)
    return { experimentId: run.experimentId, runIds: [run.id], rules: [{ type: "success" as const }] }
  }

  const membersOf = async (key: { experimentId: string; datasetId: string }) =>
    (await listDatasetMembers(store.as("viewer"), { ...key, limit: 200 })).items

  it("freeze what the rules keep, with the reason of everything they do not", async () => {
    const source = await makeSource()
    const dataset = await create({ ...source, name: "clean" })
    const { manifest } = dataset
    expect(dataset).toMatchObject({ episodeCount: 23, taskCount: 15 })
    expect(manifest.recipe).toMatchObject({ name: "clean", version: 1, rules: [{ keep: "success" }] })
    expect(manifest.runs).toMatchObject([{ role: "teacher", episodes: 30, kept: 23 }])
    expect(manifest.funnel).toEqual([{ rule: 0, before: 30, kept: 23, dropped: 7 }])
    const key = { experimentId: source.experimentId, datasetId: dataset.id }
    const excluded = await store.db.prisma.datasetExclusion.findMany({ where: key })
    const members = await membersOf(key)
    const seen = new Set([...members, ...excluded].map(({ episodeId }) => episodeId))
    expect([members.length, excluded.length, seen.size]).toEqual([23, 7, 30])
  })

  it("put all attempts at a task on one side", async () => {
    const source = await makeSource()
    const shares = { train: 0.6, validation: 0.2, test: 0.2 }
    const dataset = await create({ ...source, name: "three sides", shares })
    const members = await membersOf({ experimentId: source.experimentId, datasetId: dataset.id })
    const tasks = SPLITS.map(
      (split) => new Set(members.filter((member) => member.split === split).map(({ taskKey }) => taskKey)),
    )
    expect(tasks.map((keys) => keys.size)).toEqual([9, 3, 3])
    expect(new Set(tasks.flatMap((keys) => [...keys])).size).toBe(15)
    const { bySplit } = dataset.manifest.counts
    expect(SPLITS.map((split) => bySplit[split].tasks)).toEqual([9, 3, 3])
  })

  it("are the same again from the same episodes, rules, shares and seed, and others from another seed", async () => {
    const source = await makeSource()
    const [first, again, other] = [
      await create({ ...source, name: "a", recipeName: "r" }),
      await create({ ...source, name: "b", recipeName: "r" }),
      await create({ ...source, name: "c", recipeName: "r", seed: 8 }),
    ]
    expect(again.hash).toBe(first.hash)
    expect(again.manifest.recipe.id).toBe(first.manifest.recipe.id)
    expect(other.hash).not.toBe(first.hash)
  })

  it("are listed newest first and found by name, their members page by page and by split", async () => {
    const source = await makeSource()
    const { experimentId } = source
    const first = await create({ ...source, name: "first" })
    await create({ ...source, name: "second" })
    const viewer = store.as("viewer")
    const { items, count } = await listDatasets(viewer, { experimentId, limit: 50 })
    expect([count, ...items.map(({ name }) => name)]).toEqual([2, "second", "first"])
    expect((await listDatasets(viewer, { experimentId, name: "first", limit: 50 })).items).toEqual([first])
    expect(await getDataset(viewer, { experimentId, datasetId: first.id })).toEqual(first)
    const key = { experimentId, datasetId: first.id }
    const page = await listDatasetMembers(viewer, { ...key, limit: 20 })
    const rest = await listDatasetMembers(viewer, { ...key, limit: 20, cursor: page.nextCursor as string })
    expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([20, 3, null])
    const validation = await listDatasetMembers(viewer, { ...key, split: "validation", limit: 200 })
    expect(validation.count).toBe(validation.items.length)
    expect(validation.items.every(({ split }) => split === "validation")).toBe(true)
  })

  it("need a name of their own and at least one episode, and leave nothing behind when refused", async () => {
    const source = await makeSource()
    const { experimentId } = source
    await create({ ...source, name: "taken" })
    await expect(create({ ...source, name: "taken" })).rejects.toMatchObject({ code: "CONFLICT" })
    const nothing = { ...source, rules: [{ type: "threshold" as const, metric: "score", min: 2 }] }
    await expect(create({ ...nothing, name: "none" })).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const members = await store.db.prisma.datasetMember.groupBy({
      by: ["datasetId"],
      where: { experimentId },
    })
    expect(members).toHaveLength(1)
  })

  it("go away with their members while the episodes stay", async () => {
    const source = await makeSource()
    const { id: datasetId } = await create({ ...source, name: "gone" })
    const key = { experimentId: source.experimentId, datasetId }
    await deleteDataset(store.as("editor"), key)
    await expect(getDataset(store.as("viewer"), key)).rejects.toMatchObject({ code: "NOT_FOUND" })
    expect(await store.db.prisma.datasetMember.count({ where: key })).toBe(0)
    expect(await store.db.prisma.datasetExclusion.count({ where: key })).toBe(0)
    expect(await store.db.prisma.episode.count({ where: { experimentId: source.experimentId } })).toBe(30)
  })

  it("of another experiment are not found", async () => {
    const source = await makeSource()
    const { id: datasetId } = await create({ ...source, name: "mine" })
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const ctx = store.as("editor")
    const missing = { code: "NOT_FOUND" }
    await expect(getDataset(ctx, { experimentId, datasetId })).rejects.toMatchObject(missing)
    await expect(listDatasets(ctx, { experimentId: newId(), limit: 1 })).rejects.toMatchObject(missing)
    await expect(deleteDataset(ctx, { experimentId, datasetId })).rejects.toMatchObject(missing)
    const members = listDatasetMembers(ctx, { experimentId, datasetId, limit: 1 })
    await expect(members).rejects.toMatchObject(missing)
    await expect(create({ ...source, experimentId, name: "theirs" })).rejects.toMatchObject(missing)
  })

  it("are made and deleted by editors only", async () => {
    const source = await makeSource()
    const forbidden = { code: "FORBIDDEN" }
    await expect(create({ ...source, name: "no" }, "labeler")).rejects.toMatchObject(forbidden)
    const { id: datasetId } = await create({ ...source, name: "yes" })
    const key = { experimentId: source.experimentId, datasetId }
    await expect(deleteDataset(store.as("labeler"), key)).rejects.toMatchObject(forbidden)
  })
})

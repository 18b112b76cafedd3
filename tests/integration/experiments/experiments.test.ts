import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { startWorker } from "@/lib/jobs/worker"
import { createExperiment } from "@/lib/services/experiment/create"
import { deleteExperiment } from "@/lib/services/experiment/delete"
import { getExperiment } from "@/lib/services/experiment/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { recomputeSuccess } from "@/lib/services/experiment/recompute-success"
import { updateExperiment } from "@/lib/services/experiment/update"
import { getRun } from "@/lib/services/run/get"
import { listRuns } from "@/lib/services/run/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

const missing = { code: "NOT_FOUND" }
const forbidden = { code: "FORBIDDEN" }

describe("experiments", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
  })

  afterAll(() => store.close())

  const scored = () => [0, 0.5, 1, null].map((score) => makeEpisodeInput({ score, success: score === 1 }))

  it("counts what lies below", async () => {
    const { run } = await makeRunWith(ctx, scored())
    const experiment = await getExperiment(ctx, { experimentId: run.experimentId })
    expect(experiment.counts).toEqual({ runs: 1, tasks: 4, episodes: 4, labelled: 0, datasets: 0 })
  })

  it("pages through a list that archived ones leave", async () => {
    const prefix = `paged ${crypto.randomUUID()}`
    const names = ["a", "b", "c"].map((letter) => `${prefix} ${letter}`)
    for (const name of names) await createExperiment(ctx, { name })
    const input = { name: prefix.toUpperCase(), archived: "exclude", limit: 2 } as const
    const first = await listExperiments(ctx, input)
    const second = await listExperiments(ctx, { ...input, cursor: first.nextCursor as string })
    const listed = [...first.items, ...second.items]
    expect(listed.map(({ name }) => name)).toEqual(names.toReversed())
    const [newest] = listed
    await updateExperiment(ctx, { experimentId: newest?.id as string, archived: true })
    expect((await listExperiments(ctx, input)).count).toBe(2)
    expect((await listExperiments(ctx, { ...input, archived: "only" })).items).toMatchObject([
      { name: names[2], archivedAt: expect.any(String) },
    ])
  })

  it("refuses a name that is taken", async () => {
    const { name } = await makeExperiment(ctx)
    const other = await makeExperiment(ctx)
    await expect(createExperiment(ctx, { name })).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(updateExperiment(ctx, { experimentId: other.id, name })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })

  it("judges by its rule what comes in, and judges again when the rule changes", async () => {
    const { run } = await makeRunWith(ctx, scored())
    const { experimentId, id: runId } = run
    expect(run.statistics.successRate).toMatchObject({ value: 0.25, n: 4 })
    const changed = await updateExperiment(ctx, { experimentId, successRule: { metric: "score", min: 0.5 } })
    expect(changed.recomputing).toBe(true)
    await recomputeSuccess(ctx, { experimentId })
    expect((await getExperiment(ctx, { experimentId })).recomputing).toBe(false)
    const rated = () => getRun(ctx, { experimentId, runId }).then(({ statistics }) => statistics.successRate)
    expect(await rated()).toMatchObject({ value: 2 / 3, n: 3 })
    await sendEpisodes(ctx, run, [makeEpisodeInput({ score: 0.7, success: false })])
    expect(await rated()).toMatchObject({ value: 3 / 4, n: 4 })
    await updateExperiment(ctx, { experimentId, successRule: { metric: "missing", min: 0 } })
    await recomputeSuccess(ctx, { experimentId })
    expect(await rated()).toMatchObject({ value: null, n: 0 })
    await updateExperiment(ctx, { experimentId, successRule: null })
    await recomputeSuccess(ctx, { experimentId })
    expect(await rated()).toMatchObject({ value: 1 / 5, n: 5 })
  })

  it("does not start a recomputation for the rule it has", async () => {
    const rule = { metric: "score", min: 1 }
    const { id } = await makeExperiment(ctx, { successRule: rule })
    expect(await updateExperiment(ctx, { experimentId: id, successRule: rule })).toMatchObject({
      recomputing: false,
    })
  })

  it("recomputes in the worker", async () => {
    await using own = await openTestStore()
    const editor = own.as("editor")
    const { run } = await makeRunWith(editor, scored())
    const { experimentId } = run
    await updateExperiment(editor, { experimentId, successRule: { metric: "score", min: 0 } })
    const worker = await startWorker(own.db)
    await expect
      .poll(() => getExperiment(editor, { experimentId }).then(({ recomputing }) => recomputing))
      .toBe(false)
    const [judged] = (await listRuns(editor, { experimentId })).items
    expect(judged?.statistics.successRate).toMatchObject({ value: 1, n: 3 })
    await worker.stop()
  })

  it("deletes steps with everything else, which no key would do", async () => {
    const { run } = await makeRunWith(ctx, scored())
    const { experimentId } = run
    await deleteExperiment(ctx, { experimentId })
    const counts = await Promise.all([
      store.db.prisma.step.count({ where: { experimentId } }),
      store.db.prisma.episode.count({ where: { experimentId } }),
      store.db.prisma.task.count({ where: { experimentId } }),
      store.db.prisma.run.count({ where: { experimentId } }),
    ])
    expect(counts).toEqual([0, 0, 0, 0])
    await expect(getExperiment(ctx, { experimentId })).rejects.toMatchObject(missing)
    await expect(deleteExperiment(ctx, { experimentId })).rejects.toMatchObject(missing)
  })

  it("leaves no step behind when it is deleted under a writer", async () => {
    const run = await makeRun(ctx)
    const { experimentId } = run
    const episodes = Array.from({ length: 600 }, () => makeEpisodeInput())
    const writing = sendEpisodes(ctx, run, episodes).catch((error: unknown) => error)
    await deleteExperiment(ctx, { experimentId })
    await writing
    expect(await store.db.prisma.step.count({ where: { experimentId } })).toBe(0)
  })

  it("refuses labelers what changes it", async () => {
    const { id: experimentId } = await makeExperiment(ctx)
    const labeler = store.as("labeler")
    await expect(createExperiment(labeler, { name: "no" })).rejects.toMatchObject(forbidden)
    await expect(updateExperiment(labeler, { experimentId, name: "no" })).rejects.toMatchObject(forbidden)
    await expect(deleteExperiment(labeler, { experimentId })).rejects.toMatchObject(forbidden)
    expect(await getExperiment(store.as("viewer"), { experimentId })).toMatchObject({ id: experimentId })
  })

  it("answers NOT_FOUND for one that is not there", async () => {
    const experimentId = crypto.randomUUID()
    await expect(getExperiment(ctx, { experimentId })).rejects.toMatchObject(missing)
    await expect(updateExperiment(ctx, { experimentId, name: "x" })).rejects.toMatchObject(missing)
    await expect(listRuns(ctx, { experimentId })).rejects.toMatchObject(missing)
  })
})

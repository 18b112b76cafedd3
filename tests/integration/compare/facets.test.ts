import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listComparedFacets as route } from "@/lib/contracts/compare-facets"
import type { RouteInput } from "@/lib/contracts/route"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { listComparedFacets } from "@/lib/services/compare/facets"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

describe("the comparison by facet", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const ask = (input: RouteInput<typeof route>) =>
    listComparedFacets(store.as("viewer"), route.input.parse(input))

  /** Tasks t0, t1, ...: even ones of the train split and the family `a`, odd ones test and `b`. */
  async function addRun(experimentId: string, outcomes: string, from = 0) {
    const episodes = Array.from(outcomes, (outcome, at) => {
      const no = from + at
      return makeEpisodeInput({
        taskKey: `t${no}`,
        taskSplit: no % 2 === 0 ? "train" : "test",
        taskGroup: no % 2 === 0 ? "a" : "b",
        success: outcome === "1",
        score: Number(outcome),
        costUsd: 0.25,
      })
    })
    return (await makeRunWith(store.as("editor"), episodes, { experimentId })).run
  }

  it("gives every run its figures on the tasks of each split and family alone", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const one = await addRun(experimentId, "10101")
    const two = await addRun(experimentId, "0101")
    const splits = await ask({ experimentId, by: "split" })
    expect(splits).toMatchObject({
      count: 2,
      facets: [
        {
          name: "train",
          tasks: 3,
          runs: [
            { id: one.id, n: 3, successRate: { value: 1 } },
            { id: two.id, n: 2 },
          ],
        },
        {
          name: "test",
          tasks: 2,
          runs: [
            { id: one.id, successRate: { value: 0 } },
            { id: two.id, n: 2 },
          ],
        },
      ],
    })
    const { facets } = await ask({ experimentId, by: "family", runId: [two.id] })
    expect(facets.map(({ name, runs }) => [name, runs[0]?.successRate.value])).toEqual([
      ["a", 0],
      ["b", 1],
    ])
    expect(facets[0]?.runs[0]?.costPerTaskUsd.value).toBe(0.25)
  })

  it("keeps to the tasks that all tried where asked, and to tasks without a family where there is none", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    await addRun(experimentId, "1111")
    await addRun(experimentId, "11", 1)
    const { facets } = await ask({ experimentId, by: "split", shared: true })
    expect(facets.map(({ name, tasks }) => [name, tasks])).toEqual([
      ["train", 1],
      ["test", 1],
    ])
    const plain = await makeRunWith(store.as("editor"), [makeEpisodeInput()])
    const alone = await ask({ experimentId: plain.run.experimentId, by: "family" })
    expect(alone).toMatchObject({ count: 1, facets: [{ name: null, tasks: 1 }] })
  })

  it("finds no run of another experiment, and is not for strangers", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput()])
    await expect(ask({ experimentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(ask({ experimentId, runId: [run.id] })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const ctx = { ...store.as("viewer"), actor: STRANGER }
    const refused = listComparedFacets(ctx, route.input.parse({ experimentId }))
    await expect(refused).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

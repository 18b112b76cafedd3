import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { drawLabels as drawRoute, getThresholdEvidence as route } from "@/lib/contracts/evidence"
import type { RouteInput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { newId, orderedId } from "@/lib/db/new-id"
import { wilsonInterval } from "@/lib/domain/stats/wilson"
import { getThresholdEvidence } from "@/lib/services/curation/evidence"
import { createLabels } from "@/lib/services/label/create"
import { drawLabels } from "@/lib/services/label/draw"
import { getNextUnlabelled } from "@/lib/services/label/get-next-unlabelled"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeJudged } from "@/tests/factories/judge"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

const THRESHOLD = { type: "threshold" as const, metric: "score" }
const order = { sort: "createdAt", order: "asc" } as const

describe("the evidence for a threshold", () => {
  let store: TestStore
  let ann: Context
  beforeAll(async () => {
    store = await openTestStore()
    ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
  })
  afterAll(() => store.close())

  /** Episodes with scores 0, 0.01 up to 0.99, one task each; every score from 0.4 on deserves "good". */
  async function makeScored(
    count = 100,
    names?: { experimentId: string; episodeId: (index: number) => string },
  ) {
    const inputs = Array.from({ length: count }, (_, index) => {
      const score = index / count
      return makeEpisodeInput({ score, success: score >= 0.5, ...(names && { id: names.episodeId(index) }) })
    })
    const target = names && { experimentId: names.experimentId }
    const { run, episodeIds } = await makeRunWith(store.as("editor"), inputs, target)
    const scoreOf = new Map(episodeIds.map((id, index) => [id, index / count]))
    return { experimentId: run.experimentId, run, ids: episodeIds, scoreOf }
  }

  const label = (experimentId: string, episodeIds: string[], value: string | null, ctx = ann) =>
    createLabels(ctx, { experimentId, episodeIds, stepIdx: null, key: "verdict", value })

  const read = async (input: Omit<RouteInput<typeof route>, "thresholdRule">, ctx = store.as("viewer")) => {
    const { evidence } = await getThresholdEvidence(ctx, route.input.parse({ thresholdRule: 0, ...input }))
    if (!evidence) throw new Error("there should be evidence")
    return evidence
  }

  const draw = (input: Omit<RouteInput<typeof drawRoute>, "thresholdRule" | "rules">, ctx = ann) =>
    drawLabels(ctx, drawRoute.input.parse({ rules: [THRESHOLD], thresholdRule: 0, ...input }))

  const nextOf = (experimentId: string, drawId: string, after?: string) =>
    getNextUnlabelled(ann, { experimentId, ...order, draw: drawId, ...(after ? { after } : {}) })

  /** Goes through the queue of a draw as a labeler would. */
  async function answer(experimentId: string, drawId: string, verdictOf: (id: string) => string, most = 500) {
    const seen: string[] = []
    for (let done = 0; done < most; done++) {
      const { episodeId } = await nextOf(experimentId, drawId)
      if (episodeId === null) break
      seen.push(episodeId)
      await label(experimentId, [episodeId], verdictOf(episodeId))
    }
    return seen
  }

  it("is Wilson's interval over human labels, with unsure ones apart and judges unheard", async () => {
    const { experimentId, ids } = await makeScored()
    await label(experimentId, ids.slice(80, 100), "good")
    await label(experimentId, ids.slice(70, 75), "bad")
    await label(experimentId, ids.slice(20, 30), "good")
    await label(experimentId, ids.slice(0, 3), "unsure")
    await makeJudged(store.as("editor"), experimentId, new Map(ids.slice(60, 70).map((id) => [id, "bad"])))
    const evidence = await read({ experimentId, rules: [THRESHOLD], threshold: 0.6 })
    expect(evidence).toMatchObject({ episodes: 100, unlabelled: 62, sample: "all" })
    expect(evidence.labels).toMatchObject({ good: 30, bad: 5, unsure: 3, drawn: 0, all: 35, uncovered: 0 })
    const wilson = wilsonInterval(20, 25)
    expect(evidence.at).toMatchObject({ threshold: 0.6, kept: 40 })
    expect(evidence.at.precision.low).toBeCloseTo(wilson.low as number, 9)
    expect(evidence.at.recall).toMatchObject({ value: 2 / 3, n: 30 })
    expect(evidence.at.fallOut.value).toBe(1)
    const first = evidence.curve[0]
    expect(first).toMatchObject({ threshold: 0, recall: { value: 1 } })
    expect(evidence.curve.at(-1)?.threshold).toBe(0.99)
    expect(evidence.claim).toMatchObject({ precision: 0.9, level: 0.95, found: null, labelsToBegin: 58 })
  })

  it("finds the lowest threshold that labels prove", async () => {
    const { experimentId, ids } = await makeScored(200)
    await label(experimentId, ids.slice(80), "good")
    await label(experimentId, ids.slice(0, 80), "bad")
    const { claim, at, rankingQuality } = await read({ experimentId, rules: [THRESHOLD], precision: 0.8 })
    // At 0.32 all but 16 of 136 are good, which proves 0.8 (z about 2.3); 120 of 140 at 0.3 does not (p = 0.056).
    expect(claim.found?.threshold).toBeCloseTo(0.32, 9)
    expect(claim.found).toMatchObject({ kept: 136, precision: { n: 136 } })
    expect(at.threshold).toBe(claim.found?.threshold)
    expect(at.needed).toEqual({ byValue: 0, atRandom: 0 })
    expect(rankingQuality.value).toBe(1)
  })

  it("speaks of what the other rules leave, and names those it leaves aside", async () => {
    const { experimentId, ids } = await makeScored()
    await label(experimentId, ids.slice(40, 60), "good")
    const rules = [
      THRESHOLD,
      { type: "success" as const },
      { type: "label" as const, keep: ["good" as const] },
    ]
    const evidence = await read({ experimentId, rules, threshold: 0.5 })
    expect(evidence).toMatchObject({ episodes: 50, leftAside: [2] })
    expect(evidence.labels.all).toBe(10)
  })

  it("hands out a draw one by one, counts each pick with its propensity, and goes back to what was undone", async () => {
    // A draw follows from the ids alone: these always give the same.
    const experimentId = orderedId("drawn from", 1, 0)
    await store.db.prisma.experiment.create({ data: { id: experimentId, name: "Drawn from" } })
    const episodeId = (index: number) => orderedId(`drawn ${index}`, 1, index)
    const { scoreOf } = await makeScored(300, { experimentId, episodeId })
    const verdictOf = (id: string) => ((scoreOf.get(id) ?? 0) >= 0.4 ? "good" : "bad")
    const { drawId, count } = await draw({ experimentId, kind: "value", threshold: 0.4, count: 40 })
    expect(count).toBe(40)
    expect(await nextOf(experimentId, drawId)).toMatchObject({ remaining: 40, total: 40 })
    const seen = await answer(experimentId, drawId, verdictOf)
    expect(new Set(seen).size).toBe(40)
    expect(await nextOf(experimentId, drawId)).toEqual({ episodeId: null, remaining: 0, total: 40 })
    const evidence = await read({ experimentId, rules: [THRESHOLD], threshold: 0.4 })
    expect(evidence.sample).toBe("drawn")
    expect(evidence.labels).toMatchObject({ drawn: 40, all: 40, heldBack: 0, uncovered: 0 })
    // About 180 of 300 deserve "good"; the weighted recall of a threshold of 0.7 is about a half.
    const higher = await read({ experimentId, rules: [THRESHOLD], threshold: 0.7 })
    expect(higher.at.precision.value).toBe(1)
    expect(higher.at.recall.low).toBeLessThan(0.5)
    expect(higher.at.recall.high).toBeGreaterThan(0.5)

    await label(experimentId, [seen[5] as string], null)
    expect(await nextOf(experimentId, drawId)).toMatchObject({ episodeId: seen[5], remaining: 1 })
    const held = await read({ experimentId, rules: [THRESHOLD], threshold: 0.4, sample: "drawn" })
    expect(held.labels).toMatchObject({ drawn: 5, all: 39, heldBack: 34 })
  })

  it("draws on where a draw ended, so that everything labelled is known exactly", async () => {
    const { experimentId, scoreOf } = await makeScored(60)
    const verdictOf = (id: string) => ((scoreOf.get(id) ?? 0) >= 0.3 ? "good" : "bad")
    const first = await draw({ experimentId, count: 25 })
    await answer(experimentId, first.drawId, verdictOf)
    const second = await draw({ experimentId, count: 500 })
    expect(second.count).toBe(35)
    await answer(experimentId, second.drawId, verdictOf)
    const { at, labels } = await read({ experimentId, rules: [THRESHOLD], threshold: 0.2 })
    expect(labels).toMatchObject({ drawn: 60, all: 60 })
    expect(at.precision).toMatchObject({ value: 42 / 48, low: 42 / 48, high: 42 / 48 })
    await expect(draw({ experimentId })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("keeps labels given elsewhere out of the drawn sample, and says what no draw could reach", async () => {
    const { experimentId, ids, run, scoreOf } = await makeScored(120)
    const { drawId } = await draw({ experimentId, kind: "random", count: 30 })
    const seen = await answer(experimentId, drawId, (id) => ((scoreOf.get(id) ?? 0) >= 0.4 ? "good" : "bad"))
    const others = ids.filter((id) => !seen.includes(id)).slice(0, 50)
    await label(experimentId, others, "bad")
    await sendEpisodes(store.as("editor"), run, [
      makeEpisodeInput({ score: 0.5 }),
      makeEpisodeInput({ score: null }),
    ])
    const evidence = await read({ experimentId, rules: [THRESHOLD] })
    expect(evidence).toMatchObject({ sample: "drawn", labels: { drawn: 30, all: 80, uncovered: 1 } })
    const all = await read({ experimentId, rules: [THRESHOLD], sample: "all" })
    expect(all).toMatchObject({ sample: "all", labels: { drawn: 30, all: 80 } })
    expect(all.labels.bad).toBeGreaterThan(evidence.labels.bad)
  })

  it("draws the same episodes again while nobody labelled them", async () => {
    const { experimentId } = await makeScored(80)
    const first = await draw({ experimentId, kind: "random", count: 10 })
    const second = await draw({ experimentId, kind: "random", count: 10 })
    const next = (drawId: string) => nextOf(experimentId, drawId).then(({ episodeId }) => episodeId)
    expect(await next(second.drawId)).toBe(await next(first.drawId))
    const skipped = (await next(first.drawId)) as string
    expect((await nextOf(experimentId, first.drawId, skipped)).episodeId).not.toBe(skipped)
  })

  it("has nothing to say without the metric", async () => {
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput({ score: null })])
    const { experimentId } = run
    const input = route.input.parse({ experimentId, rules: [THRESHOLD], thresholdRule: 0 })
    expect(await getThresholdEvidence(store.as("viewer"), input)).toEqual({ evidence: null })
    await expect(draw({ experimentId })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("refuses what is no threshold, what is elsewhere, and who may not", async () => {
    const { experimentId, run } = await makeScored(5)
    const other = await makeRun(store.as("editor"))
    await expect(read({ experimentId, rules: [{ type: "success" }] })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    await expect(read({ experimentId: newId(), rules: [THRESHOLD] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    const elsewhere = { experimentId: other.experimentId, runIds: [run.id] }
    await expect(read({ ...elsewhere, rules: [THRESHOLD] })).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(draw(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(draw({ experimentId }, store.as("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" })
    const { drawId } = await draw({ experimentId, count: 2 })
    await expect(nextOf(other.experimentId, drawId)).rejects.toMatchObject({ code: "NOT_FOUND" })
  })
})

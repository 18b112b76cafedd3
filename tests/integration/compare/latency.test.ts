import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { getComparedLatency } from "@/lib/services/compare/latency"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith, sendEpisodes } from "@/tests/factories/run"

/** An episode with some calls of the model; a slow tool between them is no call. */
function timedEpisode(calls: readonly number[], firstTokenMs: number | null = null, latencyMs = 1000) {
  const messages = calls.flatMap((ms, at) => [
    { role: "user", content: `Question ${at}?` },
    { role: "assistant", content: `Answer ${at}.`, latencyMs: ms, firstTokenMs },
  ])
  return makeEpisodeInput({ messages, latencyMs })
}

/** The nearest-rank quantile of plain numbers, as the histogram has it. */
function quantileOf(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))] as number
}

describe("latency of compared runs", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const ask = (experimentId: string, runId?: string[]) =>
    getComparedLatency(store.as("viewer"), { experimentId, ...(runId ? { runId } : {}) })

  it("has the quantiles of episodes, calls and first tokens within 1 %, and counts each call once", async () => {
    const calls = Array.from({ length: 60 }, (_, at) => [100 + 37 * at, 2000 + 91 * at])
    const episodes = calls.map((pair, at) => timedEpisode(pair, 20 + at, 3000 + 50 * at))
    const { run } = await makeRunWith(store.as("editor"), episodes)
    const { runs } = await ask(run.experimentId)
    const [first] = runs
    expect(first).toMatchObject({ id: run.id, name: run.name, call: { n: 120 }, firstToken: { n: 120 } })
    for (const [kind, values] of [
      ["episode", calls.map((_, at) => 3000 + 50 * at)],
      ["call", calls.flat()],
      ["firstToken", calls.flatMap((_, at) => [20 + at, 20 + at])],
    ] as const) {
      for (const [name, q] of [
        ["p50", 0.5],
        ["p95", 0.95],
        ["p99", 0.99],
      ] as const) {
        const measured = first?.[kind][name].value ?? 0
        expect(Math.abs(measured / quantileOf(values, q) - 1)).toBeLessThanOrEqual(0.01)
      }
      expect(first?.[kind].ecdf.at(-1)?.share).toBe(1)
    }
  })

  it("splits episodes by their number of steps", async () => {
    const short = Array.from({ length: 3 }, () => timedEpisode([10], null, 400))
    const long = Array.from({ length: 2 }, () => timedEpisode([10, 10, 10, 10], null, 9000))
    const { run } = await makeRunWith(store.as("editor"), [...short, ...long])
    const { runs } = await ask(run.experimentId)
    expect(runs[0]?.bySteps).toMatchObject([
      { from: 1, to: 5, n: 3 },
      { from: 6, to: 10, n: 2 },
    ])
    expect(runs[0]?.bySteps[1]?.p50.value).toBeGreaterThan(8900)
  })

  it("counts what came since it was last asked", async () => {
    const ctx = store.as("editor")
    const { run } = await makeRunWith(ctx, [timedEpisode([100])])
    expect((await ask(run.experimentId)).runs[0]?.call.n).toBe(1)
    await sendEpisodes(ctx, run, [timedEpisode([100, 0])])
    const [after] = (await ask(run.experimentId)).runs
    expect(after?.call.n).toBe(3)
    expect(after?.call.ecdf[0]).toMatchObject({ ms: 0, share: expect.closeTo(1 / 3, 9) })
  })

  it("leaves unknown what nobody timed", async () => {
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput()])
    const [first] = (await ask(run.experimentId)).runs
    const nothing = { n: 0, p50: { value: null }, p95: { value: null }, ecdf: [] }
    expect(first).toMatchObject({ episode: nothing, call: nothing, firstToken: nothing, bySteps: [] })
  })

  it("finds no run of another experiment, and is not for strangers", async () => {
    const { run } = await makeRunWith(store.as("editor"), [timedEpisode([100])])
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    await expect(ask(newId())).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(ask(experimentId, [run.id])).rejects.toMatchObject({ code: "NOT_FOUND" })
    const ctx = { ...store.as("viewer"), actor: STRANGER }
    await expect(getComparedLatency(ctx, { experimentId })).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
  })
})

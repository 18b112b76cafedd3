import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { EPISODE_SORTS, type EpisodeSort } from "@/lib/contracts/episode-filter"
import type { EpisodeRecord } from "@/lib/contracts/episodes"
import type { Context } from "@/lib/db/context"
import { positionOf } from "@/lib/db/episode-seek.sql"
import { VERDICTS } from "@/lib/domain/label"
import { createRandom, pick } from "@/lib/domain/random"
import { getEpisode } from "@/lib/services/episode/get"
import { listEpisodes } from "@/lib/services/episode/list"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { openSelection } from "@/lib/services/episode/selection"
import { createLabels } from "@/lib/services/label/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

type ListInput = Parameters<typeof listEpisodes>[1]

function makeVaried(count: number) {
  const random = createRandom(11)
  return Array.from({ length: count }, (_, index) =>
    makeEpisodeInput({
      taskKey: `task ${index % 7}`,
      taskSplit: index % 2 === 0 ? "train" : "test",
      score: pick(random, [null, 0, 0.25, 0.25, 0.5, 1]),
      success: pick(random, [true, false, null]),
      costUsd: pick(random, [null, 0.001, 0.001, 0.2]),
      latencyMs: pick(random, [null, 10, 10, 500]),
      stopReason: pick(random, ["completed", "max_steps", "error"]),
      startedAt: pick(random, [null, "2026-01-02T03:04:05.678Z", "2026-02-02T00:00:00.000Z"]),
      tags: index % 5 === 0 ? ["hard"] : [],
      messages: Array.from({ length: 1 + (index % 4) }, () => ({
        role: "assistant",
        content: "word ".repeat(index % 3),
      })),
    }),
  )
}

/** The order a list promises, said a second time without SQL. */
function byColumn(sort: EpisodeSort, order: "asc" | "desc") {
  const sign = order === "asc" ? 1 : -1
  const rankedBy = (row: EpisodeRecord) =>
    sort === "label" && row.label ? VERDICTS.indexOf(row.label) : row[sort]
  const rank = (row: EpisodeRecord) => (rankedBy(row) === null ? 1 : 0)
  return (left: EpisodeRecord, right: EpisodeRecord): number => {
    if (rank(left) !== rank(right)) return rank(left) - rank(right)
    const [a, b] = [rankedBy(left) ?? 0, rankedBy(right) ?? 0]
    if (a !== b) return a < b ? -sign : sign
    return left.id < right.id ? -sign : sign
  }
}

describe.each([18, 15] as const)("episode lists on Postgres %i", (server) => {
  let store: TestStore
  let ctx: Context
  let experimentId: string
  let runId: string
  let otherRunId: string
  let adaId: string
  let oddIds: string[]

  beforeAll(async () => {
    store = await openTestStore({ server })
    ctx = store.as("editor")
    const { run, episodeIds } = await makeRunWith(ctx, makeVaried(60))
    experimentId = run.experimentId
    runId = run.id
    const other = await makeRun(ctx, { experimentId, role: "student" })
    otherRunId = other.id
    await sendEpisodes(ctx, other, makeVaried(15))
    const label = { experimentId, stepIdx: null, key: "verdict" } as const
    await createLabels(ctx, { ...label, episodeIds: episodeIds.slice(0, 3), value: "good" })
    await createLabels(ctx, { ...label, episodeIds: episodeIds.slice(3, 5), value: "bad" })
    const ada = await createPerson(store.db, { role: "labeler" })
    adaId = ada.id
    const said = { experimentId, stepIdx: null } as const
    const asAda = asPerson(store.db, ada)
    await createLabels(asAda, {
      ...said,
      key: "tag",
      name: "odd",
      value: true,
      episodeIds: episodeIds.slice(7, 10),
    })
    await createLabels(asAda, {
      ...said,
      key: "tag",
      name: "odd",
      value: null,
      episodeIds: episodeIds.slice(9, 10),
    })
    oddIds = episodeIds.slice(7, 9)
  })

  afterAll(() => store.close())

  const list = (input: Partial<ListInput> = {}) =>
    listEpisodes(ctx, { experimentId, sort: "createdAt", order: "desc", limit: 200, ...input })

  async function readAll(input: Partial<ListInput>): Promise<EpisodeRecord[]> {
    const items: EpisodeRecord[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await list({ ...input, ...(cursor ? { cursor } : {}) })
      items.push(...page.items)
      if (page.nextCursor === null) return items
      cursor = page.nextCursor
    }
  }

  const orders = EPISODE_SORTS.flatMap((sort) => [[sort, "desc"] as const, [sort, "asc"] as const])

  it.each(orders)("pages by %s %s: every episode once, in order, unknown last", async (sort, order) => {
    const items = await readAll({ sort, order, limit: 7 })
    expect(new Set(items.map(({ id }) => id)).size).toBe(75)
    expect(items).toEqual((await list({ sort, order })).items)
    const expected = [...items].sort(byColumn(sort, order))
    expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
  })

  const filters: [string, Partial<ListInput>, (episode: EpisodeRecord) => boolean][] = [
    ["run", { runId: [] }, () => true],
    ["task key", { taskKey: "task 3" }, ({ task }) => task.key === "task 3"],
    ["split", { split: ["test"] }, ({ task }) => task.split === "test"],
    ["role", { role: ["student"] }, ({ run }) => run.role === "student"],
    ["success and unknown", { success: ["success", "unknown"] }, ({ success }) => success !== false],
    ["stop reason", { stopReason: ["error"] }, ({ stopReason }) => stopReason === "error"],
    ["errors", { hasError: true }, ({ stopReason }) => stopReason === "error"],
    ["no errors", { hasError: false }, ({ stopReason }) => stopReason !== "error"],
    ["tag", { tag: "hard" }, ({ tags }) => tags.includes("hard")],
    ["unlabelled", { label: ["unlabelled"] }, ({ label }) => label === null],
    ["good or unlabelled", { label: ["good", "unlabelled"] }, ({ label }) => label !== "bad"],
    ["bad", { label: ["bad"] }, ({ label }) => label === "bad"],
    ["score range", { scoreMin: 0.25, scoreMax: 0.5 }, ({ score }) => score === 0.25 || score === 0.5],
    ["cost", { costUsdMax: 0.001 }, ({ costUsd }) => costUsd !== null && costUsd <= 0.001],
    ["latency", { latencyMsMin: 11 }, ({ latencyMs }) => latencyMs !== null && latencyMs > 10],
    ["steps", { stepCountMin: 2, stepCountMax: 3 }, ({ stepCount }) => stepCount === 2 || stepCount === 3],
    ["tokens", { contentTokensMin: 1 }, ({ contentTokens }) => contentTokens > 0],
    [
      "several together",
      { split: ["train"], success: ["success"], scoreMin: 0.25 },
      ({ task, success, score }) => task.split === "train" && success === true && (score ?? 0) >= 0.25,
    ],
  ]

  const others: [string, () => Partial<ListInput>, (episode: EpisodeRecord) => boolean][] = [
    ["a tag that somebody gave", () => ({ tag: "odd" }), ({ id }) => oddIds.includes(id)],
    ["who labelled", () => ({ labelerId: [adaId] }), ({ id }) => oddIds.includes(id)],
    ["runs", () => ({ runId: [otherRunId] }), ({ run }) => run.id === otherRunId],
    ["model", () => ({ modelId: [] }), () => true],
    ["a day", () => ({ createdAtMin: "2020-01-01", createdAtMax: "2020-01-02" }), () => false],
    ["days up to now", () => ({ createdAtMin: "2020-01-01" }), () => true],
  ]

  it.each(others)("filters by %s", async (_, filter, keep) => {
    const all = (await list()).items
    expect((await list(filter())).items.map(({ id }) => id)).toEqual(all.filter(keep).map(({ id }) => id))
  })

  const inColumns = orders.filter(
    ([sort, order]) => sort !== "costUsd" && (sort === "label") === (order === "asc"),
  )

  it.runIf(server === 18).each(inColumns)(
    "finds in columns what it finds in SQL, by %s %s",
    async (sort, order) => {
      for (const [name, filter] of [
        ...filters.map(([, filter]) => filter),
        ...others.map(([, make]) => make()),
      ].entries()) {
        const wanted = await list({ ...filter, sort, order })
        const selection = await openSelection(ctx, { experimentId, filter }, 0)
        const seek = { sort, order, limit: 30 }
        const rows = await selection.page({ ...seek, from: null })
        const last = rows.at(-1)
        if (last) rows.push(...(await selection.page({ ...seek, from: positionOf(last, sort) })))
        expect(rows.map(presentEpisode), String(name)).toEqual(wanted.items.slice(0, 60))
        expect(await selection.count(true), String(name)).toBe(wanted.count)
      }
    },
  )

  it.each(filters)("filters by %s", async (_, filter, keep) => {
    const all = (await list()).items
    const { items, count } = await list(filter)
    expect(items.map(({ id }) => id)).toEqual(all.filter(keep).map(({ id }) => id))
    expect(count).toBe(items.length)
  })

  it("counts a run from its roll-up and an experiment from all of them", async () => {
    expect((await list({ limit: 1 })).count).toBe(75)
    expect((await list({ limit: 1, runId: [otherRunId] })).count).toBe(15)
    expect((await list({ limit: 1, runId: [runId, otherRunId] })).count).toBe(75)
  })

  it("refuses a cursor that is not one", async () => {
    const refused = { code: "INVALID_INPUT", message: "The cursor does not belong to this list." }
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject(refused)
    await expect(list({ cursor: Buffer.from('{"id":1}').toString("base64url") })).rejects.toMatchObject(
      refused,
    )
  })

  it.each(["score", "createdAt"] satisfies EpisodeSort[])(
    "walks with [ and ] as the list by %s goes",
    async (sort) => {
      const filter = { success: ["success" as const] }
      const { items } = await list({ ...filter, sort })
      for (const [index, { id }] of items.entries()) {
        const episode = await getEpisode(ctx, { ...filter, experimentId, episodeId: id, sort, order: "desc" })
        expect(episode.nextId).toBe(items[index + 1]?.id ?? null)
        expect(episode.previousId).toBe(items[index - 1]?.id ?? null)
      }
    },
  )

  it("shows all attempts at the same task by run", async () => {
    const [first] = (await list({ taskKey: "task 0", limit: 1 })).items
    const order = { sort: "createdAt", order: "desc" } as const
    const episode = await getEpisode(ctx, { experimentId, episodeId: (first as EpisodeRecord).id, ...order })
    const attempts = episode.attempts.map(({ run, count }) => [run.id, count])
    expect(attempts).toEqual([
      [runId, 9],
      [otherRunId, 3],
    ])
  })

  it("answers NOT_FOUND for an episode of another experiment", async () => {
    const other = await makeRun(ctx)
    const [first] = (await list({ limit: 1 })).items
    const input = { experimentId: other.experimentId, episodeId: (first as EpisodeRecord).id }
    await expect(getEpisode(ctx, { ...input, sort: "score", order: "desc" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    expect((await listEpisodes(ctx, { ...input, sort: "score", order: "desc", limit: 5 })).items).toEqual([])
  })
})

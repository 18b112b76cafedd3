import { afterAll, beforeAll, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { listStaleIndexes } from "@/lib/db/search.sql"
import { listEpisodes } from "@/lib/services/episode/list"
import { openSelection } from "@/lib/services/episode/selection"
import { deleteRun } from "@/lib/services/run/delete"
import { indexEpisodes } from "@/lib/services/search/index-episodes"
import { listSnippets } from "@/lib/services/search/list-snippets"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

let store: TestStore
let ctx: Context
let system: Context
let experimentId: string
let runId: string
let ids: string[]

const said = (...texts: string[]) =>
  makeEpisodeInput({
    messages: [
      { role: "system", content: "The policy mentions refunds." },
      ...texts.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
    ],
  })

const TEXTS = [
  said("I want to cancel my flight", "Your flights were cancelled"),
  said("I want to fly", "The cancellation is not possible for this flight"),
  said("Where is order W2378156?", "It is on its way"),
  said("x ".repeat(70_000), `${"y ".repeat(70_000)} zebra`, "<b>quagga</b> & zebra"),
]

beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("editor")
  system = createContext(store.db, SYSTEM_ACTOR)
  const made = await makeRunWith(ctx, TEXTS)
  experimentId = made.run.experimentId
  runId = made.run.id
  ids = made.episodeIds
})

afterAll(() => store.close())

const search = async (text: string, as = ctx) => {
  const page = { sort: "createdAt", order: "asc", limit: 50 } as const
  const { items, count, search } = await listEpisodes(as, { experimentId, text, ...page })
  expect(count).toBe(items.length)
  return { found: items.map(({ id }) => ids.indexOf(id)).sort(), state: search }
}

const SEARCHES: [string, number[]][] = [
  ["cancel", [0, 1]],
  ["cancel flight", [0, 1]],
  ['"cancel my flight"', [0]],
  // Behind more words than one tsvector has places for.
  ['"quagga zebra"', [3]],
  ["flight -cancellation", []],
  ["zebra or W2378156", [2, 3]],
  ["fly -order", [1]],
  ["quagga zebra", [3]],
  ["refunds", []],
]

it("finds in what is not indexed yet", async () => {
  for (const [text, found] of SEARCHES) expect((await search(text)).found, text).toEqual(found)
})

it("indexes what is new, finds it, and has nothing left to do", async () => {
  expect(await listStaleIndexes(store.db.pool)).toEqual([experimentId])
  expect(await indexEpisodes(system, { experimentId })).toBe(4)
  expect(await listStaleIndexes(store.db.pool)).toEqual([])
  for (const [text, found] of SEARCHES) expect((await search(text)).found, text).toEqual(found)
  expect(await indexEpisodes(system, { experimentId })).toBe(0)
})

it("finds in columns what it finds in SQL", async () => {
  for (const [text, found] of SEARCHES) {
    const selection = await openSelection(ctx, { experimentId, filter: { text } }, 0)
    const rows = await selection.page({ sort: "score", order: "desc", from: null, limit: 10 })
    expect(rows.map(({ id }) => ids.indexOf(id)).sort(), text).toEqual(found)
    expect(await selection.count()).toBe(found.length)
  }
})

it("goes on where a pass was killed", async () => {
  const killed = new AbortController()
  const more = await sendEpisodes(ctx, { experimentId, id: runId }, [said("an okapi")])
  killed.abort()
  await expect(indexEpisodes(system, { experimentId }, killed.signal)).rejects.toThrow()
  expect((await search("okapi")).state).toEqual({ unindexed: 0, timedOut: false, onlyCommonWords: false })
  expect(await indexEpisodes(system, { experimentId })).toBe(1)
  ids.push(...more.accepted.map(({ id }) => id))
  expect((await search("okapi")).found).toEqual([4])
})

it("says that only common words were asked for", async () => {
  expect((await search("the of")).state).toMatchObject({ onlyCommonWords: true })
})

it("shows where, with the step and the words that match", async () => {
  const of = (text: string) => listSnippets(ctx, { experimentId, episodeId: ids.slice(0, 4), text })
  const { items } = await of('"cancel my flight"')
  expect(items[0]).toMatchObject({ episodeId: ids[0], stepIdx: 1 })
  expect(items[0]?.parts.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toContain("cancel")
  const hostile = (await of("quagga")).items
  expect(hostile).toHaveLength(1)
  expect(hostile[0]).toMatchObject({ stepIdx: 3 })
  expect(hostile[0]?.parts).toContainEqual({ text: "quagga", isMatch: true })
  expect((await of("the")).items).toEqual([])
})

it("shows where in a long episode that is not indexed, however far from its beginning", async () => {
  const lines = Array.from({ length: 6000 }, (_, at) => (at === 5988 ? "the last thylacine" : `line ${at}`))
  const long = lines.with(-1, "bilby burrow")
  const longer = long.with(2, `first a thylacine ${"z ".repeat(40_000)}`)
  const { accepted } = await sendEpisodes(ctx, { experimentId, id: runId }, [said(...long), said(...longer)])
  const episodeId = accepted.map(({ id }) => id)
  const stepsOf = async (text: string) => {
    const { items, timedOut } = await listSnippets(ctx, { experimentId, episodeId, text })
    expect(timedOut).toBe(false)
    return items.map((item) => [episodeId.indexOf(item.episodeId), item.stepIdx])
  }
  const expectPlaces = async () => {
    expect(await stepsOf("thylacine")).toEqual([
      [0, 5989],
      [1, 3],
    ])
    expect(await stepsOf('"last thylacine"')).toEqual([
      [0, 5989],
      [1, 5989],
    ])
    expect(await stepsOf('"bilby burrow"')).toEqual([
      [0, 6000],
      [1, 6000],
    ])
    expect(await stepsOf("quoll")).toEqual([])
  }
  await expectPlaces()
  await indexEpisodes(system, { experimentId })
  await expectPlaces()
})

it("forgets what was deleted", async () => {
  const other = await makeRun(ctx, { experimentId })
  await sendEpisodes(ctx, other, [said("a numbat")])
  await indexEpisodes(system, { experimentId })
  expect((await search("numbat")).found).toHaveLength(1)
  await deleteRun(ctx, { experimentId, runId: other.id })
  expect((await search("numbat")).found).toEqual([])
  expect(await store.db.prisma.episodeSearch.count({ where: { experimentId } })).toBeGreaterThan(0)
})

it("knows no other experiment and indexes for nobody but the worker", async () => {
  const elsewhere = { experimentId: crypto.randomUUID(), episodeId: ids.slice(0, 1), text: "cancel" }
  await expect(listSnippets(ctx, elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(indexEpisodes(ctx, { experimentId })).rejects.toMatchObject({ code: "FORBIDDEN" })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { getEpisode } from "@/lib/services/episode/get"
import { createLabels } from "@/lib/services/label/create"
import { claimItems } from "@/lib/services/queue/claim"
import { createQueue } from "@/lib/services/queue/create"
import { decideItem } from "@/lib/services/queue/decide"
import { deleteQueue } from "@/lib/services/queue/delete"
import { getQueue } from "@/lib/services/queue/get"
import { listQueues } from "@/lib/services/queue/list"
import { listQueueItems } from "@/lib/services/queue/list-items"
import { reopenItem } from "@/lib/services/queue/reopen"
import { skipItem } from "@/lib/services/queue/skip"
import { submitReview } from "@/lib/services/queue/submit"
import { updateQueue } from "@/lib/services/queue/update"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith } from "@/tests/factories/run"

type Fields = Partial<Parameters<typeof createQueue>[1]>

describe("review queues", () => {
  let store: TestStore
  let ann: Context
  let ben: Context
  let eve: Context
  let minute = 0

  beforeAll(async () => {
    store = await openTestStore()
    const join = async (role: "labeler" | "editor", name: string) => ({
      ...asPerson(store.db, await createPerson(store.db, { role, name })),
      now: () => new Date(Date.UTC(2030, 0, 1, 0, minute)),
    })
    ann = await join("labeler", "Ann")
    ben = await join("labeler", "Ben")
    eve = await join("editor", "Eve")
  })

  afterAll(() => store.close())

  async function makeEpisodes(count: number) {
    const { run, episodeIds } = await makeRunWith(
      eve,
      Array.from({ length: count }, () => makeEpisodeInput()),
    )
    return { experimentId: run.experimentId, episodeIds }
  }

  async function makeQueue(experimentId: string, fields: Fields = {}) {
    const queue = await createQueue(eve, {
      experimentId,
      name: "Round",
      source: { kind: "filter", filter: {}, count: null },
      reviewsPerItem: 2,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
      ...fields,
    })
    return { experimentId, queueId: queue.id, hand: 1 }
  }

  const first = async (ctx: Context, place: Parameters<typeof claimItems>[1]) =>
    (await claimItems(ctx, place)).items[0]

  const answer = { labels: [], verdict: "good" } as const

  it("gives two people the same item, and each of them the next after the first", async () => {
    const { experimentId } = await makeEpisodes(3)
    const place = await makeQueue(experimentId)
    expect(await first(ann, place)).toMatchObject({ pos: 0 })
    expect(await first(ann, place)).toMatchObject({ pos: 0 })
    expect(await first(ben, place)).toMatchObject({ pos: 0 })
    expect(await first(eve, place)).toMatchObject({ pos: 1 })
    const next = await submitReview(ann, { ...place, ...answer, labels: [], pos: 0 })
    expect(next.items.map(({ pos }) => pos)).toEqual([1])
    expect(next.mine).toEqual({ submitted: 1, skipped: 0 })
    expect(next.counts).toEqual({ items: 3, reviews: 6, submitted: 1, held: 3 })
  })

  it("hands a late person's item to others, who are not told that all is done before", async () => {
    const { experimentId } = await makeEpisodes(1)
    const place = await makeQueue(experimentId, { reviewsPerItem: 1 })
    await claimItems(ann, place)
    const waiting = await claimItems(ben, place)
    expect(waiting).toMatchObject({ items: [], counts: { reviews: 1, submitted: 0, held: 1 } })
    minute += 11
    expect(await first(ben, place)).toMatchObject({ pos: 0 })
    const late = submitReview(ann, { ...place, ...answer, labels: [], pos: 0 })
    await expect(late).rejects.toMatchObject({ code: "GONE" })
    await submitReview(ben, { ...place, ...answer, labels: [], pos: 0 })
    expect((await getQueue(eve, place)).counts).toMatchObject({ submitted: 1, held: 0 })
  })

  it("takes a late answer while nobody else has taken the item", async () => {
    const { experimentId } = await makeEpisodes(2)
    const place = await makeQueue(experimentId, { reviewsPerItem: 2 })
    await claimItems(ann, place)
    minute += 11
    await claimItems(ben, place)
    const hand = await submitReview(ann, { ...place, ...answer, labels: [], pos: 0 })
    expect(hand.counts).toMatchObject({ submitted: 1, held: 2 })
  })

  it("stores a review sent twice once, and lets a person change it", async () => {
    const { experimentId, episodeIds } = await makeEpisodes(1)
    const place = await makeQueue(experimentId)
    await claimItems(ann, place)
    for (const verdict of ["good", "good", "bad"] as const) {
      await submitReview(ann, { ...place, labels: [], pos: 0, verdict })
    }
    const labels = await store.db.prisma.label.findMany({ where: { episodeId: episodeIds[0] as string } })
    expect(labels.map(({ value }) => value)).toEqual(["good", "bad"])
    expect((await getQueue(eve, place)).counts.submitted).toBe(1)
  })

  it("takes a review back with all it said", async () => {
    const { experimentId, episodeIds } = await makeEpisodes(1)
    const place = await makeQueue(experimentId)
    await claimItems(ann, place)
    const note = { stepIdx: null, key: "note", name: "", value: "loops" } as const
    await submitReview(ann, { ...place, ...answer, labels: [note], pos: 0 })
    const hand = await reopenItem(ann, { ...place, pos: 0 })
    expect(hand).toMatchObject({
      items: [{ pos: 0 }],
      mine: { submitted: 0 },
      counts: { held: 1, submitted: 0 },
    })
    await updateQueue(eve, { ...place, closed: true })
    const detail = await getEpisode(eve, {
      experimentId,
      episodeId: episodeIds[0] as string,
      sort: "createdAt",
      order: "asc",
    })
    expect(detail).toMatchObject({ label: null, labels: [] })
  })

  it("leaves a skipped item to others, with the reason, and does not offer it again", async () => {
    const { experimentId } = await makeEpisodes(2)
    const place = await makeQueue(experimentId, { reviewsPerItem: 1 })
    await claimItems(ann, place)
    const hand = await skipItem(ann, { ...place, pos: 0, reason: "not my language" })
    expect(hand.items.map(({ pos }) => pos)).toEqual([1])
    expect((await submitReview(ann, { ...place, ...answer, labels: [], pos: 1 })).items).toEqual([])
    expect(await first(ben, place)).toMatchObject({ pos: 0 })
    await updateQueue(eve, { ...place, closed: true })
    const { items } = await listQueueItems(eve, { ...place, state: "skipped", limit: 10 })
    expect(items[0]?.reviews).toMatchObject([
      { name: "Ann", state: "skipped", reason: "not my language" },
      {},
    ])
  })

  it("refuses items nobody was given, people it is not assigned to, and everyone once it is closed", async () => {
    const { experimentId } = await makeEpisodes(2)
    const place = await makeQueue(experimentId, { assigneeIds: [ann.actor.userId as string] })
    const early = submitReview(ann, { ...place, ...answer, labels: [], pos: 1 })
    await expect(early).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(submitReview(ann, { ...place, ...answer, labels: [], pos: 7 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
    await expect(claimItems(ben, place)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const mine = async (ctx: Context) =>
      (await listQueues(ctx, { experimentId, mine: true, limit: 10 })).items.length
    expect([await mine(ann), await mine(ben)]).toEqual([1, 0])
    await updateQueue(eve, { ...place, closed: true })
    await expect(claimItems(ann, place)).rejects.toMatchObject({ code: "CONFLICT" })
    expect(await mine(ann)).toBe(0)
  })

  it("measures people by check items, whose reviews are no labels", async () => {
    const { experimentId, episodeIds } = await makeEpisodes(6)
    const known = episodeIds.slice(0, 2)
    const verdict = { experimentId, stepIdx: null, key: "verdict", value: "good" } as const
    await createLabels(eve, { ...verdict, episodeIds: known })
    const source: Fields["source"] = { kind: "filter", filter: { label: ["unlabelled"] }, count: null }
    await expect(makeQueue(experimentId, { source, checkItems: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    const place = await makeQueue(experimentId, { checkItems: 2 })
    let item = await first(ann, place)
    while (item) {
      const value = item.episodeId === known[0] ? "bad" : "good"
      item = (await submitReview(ann, { ...place, labels: [], pos: item.pos, verdict: value })).items[0]
    }
    const { counts, people } = await getQueue(eve, place)
    expect(counts.items).toBe(6)
    expect(people).toMatchObject([{ name: "Ann", submitted: 6, gold: { answered: 2, right: 1 } }])
    expect((await getQueue(ann, place)).people[0]?.gold).toBeNull()
    const said = await store.db.prisma.label.count({ where: { experimentId, authorId: ann.actor.userId } })
    expect(said).toBe(4)
  })

  it("lists disagreements, and what an editor decides stands above everyone's verdict", async () => {
    const { experimentId, episodeIds } = await makeEpisodes(2)
    const place = await makeQueue(experimentId)
    for (const [ctx, verdict] of [
      [ann, "good"],
      [ben, "bad"],
    ] as const) {
      await claimItems(ctx, place)
      await submitReview(ctx, { ...place, labels: [], pos: 0, verdict })
    }
    expect((await getQueue(eve, place)).disagreed).toBe(1)
    const { items } = await listQueueItems(eve, { ...place, state: "disagreed", limit: 10 })
    expect(items).toHaveLength(1)
    expect(items[0]?.reviews.map(({ name, verdict }) => [name, verdict]).sort()).toEqual([
      ["Ann", "good"],
      ["Ben", "bad"],
    ])
    await decideItem(eve, { ...place, pos: 0, verdict: "good" })
    expect((await listQueueItems(eve, { ...place, state: "disagreed", limit: 10 })).items).toEqual([])
    const episodeId = items[0]?.episodeId as string
    expect(episodeIds).toContain(episodeId)
    const read = () => getEpisode(eve, { experimentId, episodeId, sort: "createdAt", order: "asc" })
    expect((await read()).label).toBe("good")
    await submitReview(ben, { ...place, labels: [], pos: 0, verdict: "unsure" })
    expect((await read()).label).toBe("good")
    await decideItem(eve, { ...place, pos: 0, verdict: null })
    expect((await read()).label).toBe("unsure")
  })

  it("is made by editors, of something, in its own experiment", async () => {
    const { experimentId } = await makeEpisodes(1)
    const empty = (await makeRun(eve)).experimentId
    await expect(makeQueue(empty)).rejects.toMatchObject({ code: "CONFLICT" })
    const place = await makeQueue(experimentId)
    const elsewhere = { ...place, experimentId: empty }
    const missing = { code: "NOT_FOUND" }
    await expect(getQueue(eve, elsewhere)).rejects.toMatchObject(missing)
    await expect(claimItems(ann, elsewhere)).rejects.toMatchObject(missing)
    await expect(updateQueue(eve, { ...elsewhere, name: "x" })).rejects.toMatchObject(missing)
    await expect(decideItem(eve, { ...elsewhere, pos: 0, verdict: "good" })).rejects.toMatchObject(missing)
    await expect(deleteQueue(eve, elsewhere)).rejects.toMatchObject(missing)
    await expect(listQueueItems(eve, { ...elsewhere, state: "all", limit: 5 })).rejects.toMatchObject(missing)
    const forbidden = { code: "FORBIDDEN" }
    await expect(claimItems(store.as("viewer"), place)).rejects.toMatchObject(forbidden)
    await expect(updateQueue(ann, { ...place, closed: true })).rejects.toMatchObject(forbidden)
    await expect(listQueueItems(ann, { ...place, state: "all", limit: 5 })).rejects.toMatchObject(forbidden)
    await expect(decideItem(ann, { ...place, pos: 0, verdict: "good" })).rejects.toMatchObject(forbidden)
    await expect(deleteQueue(ann, place)).rejects.toMatchObject(forbidden)
    await deleteQueue(eve, place)
    expect((await listQueues(eve, { experimentId, limit: 10 })).items).toEqual([])
  })
})

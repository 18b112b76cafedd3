import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { claimItems } from "@/lib/services/queue/claim"
import { createQueue } from "@/lib/services/queue/create"
import { getQueue } from "@/lib/services/queue/get"
import { submitReview } from "@/lib/services/queue/submit"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

const PEOPLE = 8
const ITEMS = 500

describe("8 people on a queue of 500 items with 2 reviews each", () => {
  let store: TestStore
  let place: { experimentId: string; queueId: string }
  /** Every client has the same clock; the test alone moves it. */
  let minute = 0

  beforeAll(async () => {
    store = await openTestStore()
    const inputs = Array.from({ length: ITEMS }, () => makeEpisodeInput())
    const { run } = await makeRunWith(store.as("editor"), inputs)
    const queue = await createQueue(store.as("editor"), {
      experimentId: run.experimentId,
      name: "Round 1",
      source: { kind: "filter", filter: {}, count: null },
      reviewsPerItem: 2,
      blind: true,
      holdSeconds: 600,
      assigneeIds: [],
      checkItems: 0,
    })
    place = { experimentId: run.experimentId, queueId: queue.id }
  })

  afterAll(() => store.close())

  const at = () => new Date(Date.UTC(2030, 0, 1, 0, minute))

  async function join(): Promise<Context> {
    const person = await createPerson(store.db, { role: "labeler" })
    return { ...asPerson(store.db, person), now: at }
  }

  /** Labels until nothing comes; every `vanishes`-th hand is dropped without an answer, and asked for again at the end. */
  async function work(ctx: Context, index: number): Promise<void> {
    let hand = await claimItems(ctx, { ...place, hand: 1 + (index % 3) })
    for (let turn = 0; ; turn++) {
      const item = hand.items[0]
      if (!item) return
      const gone = turn === 40 + index
      if (gone) return
      hand = await submitReview(ctx, {
        ...place,
        pos: item.pos,
        verdict: item.pos % 3 === 0 ? "bad" : "good",
        labels: [],
        hand: 1 + (index % 3),
      })
    }
  }

  it("collects exactly 1,000 labels, never two of one person on an item, and leaves none, though clients vanish", async () => {
    const people = await Promise.all(Array.from({ length: PEOPLE }, join))
    // The first sitting of everyone ends in the middle of an item.
    await Promise.all(people.map(work))
    const held = await getQueue(store.as("editor"), place)
    expect(held.counts.held).toBeGreaterThanOrEqual(PEOPLE)
    // Two of them never come back; what they hold is handed to others once it has expired.
    minute = 11
    const staying = people.slice(2)
    for (let round = 0; round < 50; round++) {
      await Promise.all(staying.map((ctx) => finish(ctx)))
      const { counts } = await getQueue(store.as("editor"), place)
      if (counts.submitted === counts.reviews) break
    }
    const { counts } = await getQueue(store.as("editor"), place)
    expect(counts).toEqual({ items: ITEMS, reviews: 1000, submitted: 1000, held: 0 })
    const labels = await store.db.prisma.label.groupBy({
      by: ["episodeId", "authorId"],
      where: { experimentId: place.experimentId, key: "verdict" },
      _count: true,
    })
    expect(labels).toHaveLength(1000)
    expect(labels.every(({ _count }) => _count === 1)).toBe(true)
    const perItem = Map.groupBy(labels, ({ episodeId }) => episodeId)
    expect(perItem.size).toBe(ITEMS)
    expect([...perItem.values()].every(({ length }) => length === 2)).toBe(true)
    for (const ctx of people) expect((await claimItems(ctx, { ...place, hand: 1 })).items).toEqual([])
  })

  async function finish(ctx: Context): Promise<void> {
    let hand = await claimItems(ctx, { ...place, hand: 1 })
    for (let item = hand.items[0]; item; item = hand.items[0]) {
      hand = await submitReview(ctx, { ...place, pos: item.pos, verdict: "good", labels: [], hand: 1 })
    }
  }
})

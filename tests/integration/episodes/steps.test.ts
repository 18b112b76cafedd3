import { afterAll, beforeAll, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { readOutlineColumns } from "@/lib/domain/outline-columns"
import { getOutline } from "@/lib/services/step/get-outline"
import { getStepText } from "@/lib/services/step/get-text"
import { listSteps } from "@/lib/services/step/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

const HUGE = `${"line of a result\n".repeat(20_000)}\u{1f600}${"x".repeat(400_000)}`

let store: TestStore
let ctx: Context
let key: { experimentId: string; episodeId: string }

beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("viewer")
  const messages = [
    { role: "user", content: "go" },
    { role: "assistant", content: "going", reward: 0.5 },
    { role: "user", content: HUGE },
    { role: "assistant", content: "gone" },
  ]
  const { run, episodeIds } = await makeRunWith(store.as("editor"), [makeEpisodeInput({ messages })])
  key = { experimentId: run.experimentId, episodeId: episodeIds[0] as string }
})

afterAll(() => store.close())

it("shows the head of a huge text in its window, in order with the others", async () => {
  const { items, total } = await listSteps(ctx, { ...key, from: 0, limit: 100 })
  expect(total).toBe(4)
  expect(items.map(({ idx }) => idx)).toEqual([0, 1, 2, 3])
  expect(items[2]?.message.content).toBe(HUGE.slice(0, 20_000))
  expect(items[2]?.omittedChars).toBe(HUGE.length - 20_000)
  expect(items[3]?.message.content).toBe("gone")
})

it("gives the rest range by range and never parts a character", async () => {
  const read = (from: number, length: number) =>
    getStepText(ctx, { ...key, idx: 2, field: "content", from, length })
  let text = ""
  for (let from: number | null = 0; from !== null; ) {
    const range: Awaited<ReturnType<typeof read>> = await read(from, 100_001)
    expect(range.total).toBe(HUGE.length)
    text += range.text
    from = range.nextFrom
  }
  expect(text).toBe(HUGE)
  const emoji = HUGE.indexOf("\u{1f600}")
  expect((await read(emoji - 1, 2)).text).toBe("\n")
  expect((await read(emoji + 1, 3)).text.startsWith("\u{1f600}")).toBe(true)
  expect((await read(HUGE.length + 5, 10)).text).toBe("")
})

it("outlines all steps without their texts", async () => {
  const steps = readOutlineColumns(await getOutline(ctx, key))
  expect(steps).toMatchObject([
    { idx: 0, role: "user", reward: null },
    { idx: 1, role: "assistant", reward: 0.5 },
    { idx: 2, role: "user" },
    { idx: 3, role: "assistant" },
  ])
})

it("is not found in another experiment", async () => {
  const elsewhere = { ...key, experimentId: crypto.randomUUID() }
  const text = getStepText(ctx, { ...elsewhere, idx: 0, field: "content", from: 0, length: 10 })
  await expect(text).rejects.toMatchObject({ code: "NOT_FOUND" })
  const missing = getStepText(ctx, { ...key, idx: 9, field: "content", from: 0, length: 10 })
  await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" })
})

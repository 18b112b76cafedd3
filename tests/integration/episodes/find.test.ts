import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { findInSteps } from "@/lib/services/step/find"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith } from "@/tests/factories/run"

describe("find in episode", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
  })

  afterAll(() => store.close())

  async function makeEpisode(messages: unknown[]) {
    const { run, episodeIds } = await makeRunWith(ctx, [makeEpisodeInput({ messages })])
    return { experimentId: run.experimentId, episodeId: episodeIds[0] as string }
  }

  it("finds in every step of 10,000, and in texts longer than a page carries", async () => {
    const messages = Array.from({ length: 10_000 }, (_, idx) => ({
      role: idx % 2 === 0 ? "user" : "assistant",
      content: idx % 1_000 === 999 ? "The Needle, the needle." : "hay ".repeat(100),
    }))
    messages[5] = { role: "assistant", content: `${"x".repeat(50_000)} needle` }
    const episode = await makeEpisode(messages)
    const started = performance.now()
    const { items, total } = await findInSteps(ctx, { ...episode, text: "needle" })
    process.stdout.write(`Find in 10,000 steps: ${(performance.now() - started).toFixed(0)} ms\n`)
    expect(items.map(({ idx }) => idx)).toEqual([
      5, 999, 1999, 2999, 3999, 4999, 5999, 6999, 7999, 8999, 9999,
    ])
    expect(total).toBe(21)
  })

  it("finds system prompts, which are stored once, and takes wildcards as they are", async () => {
    const episode = await makeEpisode([
      { role: "system", content: "Give 100 % or say _nothing_." },
      { role: "user", content: "100 things" },
    ])
    const found = async (text: string) => (await findInSteps(ctx, { ...episode, text })).items
    expect(await found("100 %")).toEqual([{ idx: 0, count: 1 }])
    expect(await found("_")).toEqual([{ idx: 0, count: 2 }])
    expect(await found("role")).toEqual([])
  })

  it("knows no episode of another experiment, and asks who reads", async () => {
    const { episodeId } = await makeEpisode([{ role: "user", content: "q" }])
    const { experimentId } = await makeRun(ctx)
    const input = { experimentId, episodeId, text: "q" }
    await expect(findInSteps(ctx, input)).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "none" as never } }
    await expect(findInSteps(stranger, input)).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { diffEpisodes } from "@/lib/services/episode/diff"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith } from "@/tests/factories/run"

describe("two episodes side by side", () => {
  let store: TestStore
  let ctx: Context
  let experimentId: string
  let ids: string[]

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("viewer")
    const made = await makeRunWith(store.as("editor"), [
      makeEpisodeInput({ taskKey: "one", trial: 0, messages: toMessages("find", 700) }),
      makeEpisodeInput({ taskKey: "one", trial: 1, messages: toMessages("seek", 700) }),
      makeEpisodeInput({ taskKey: "two" }),
    ])
    experimentId = made.run.experimentId
    ids = made.episodeIds
  })

  afterAll(() => store.close())

  /** Equal for so many questions and answers, then a call. */
  function toMessages(tool: string, before: number) {
    const talk = Array.from({ length: before }, (_, idx) => ({
      role: idx % 2 === 0 ? "user" : "assistant",
      content: `${idx}`,
    }))
    const call = { id: "c", type: "function", function: { name: tool, arguments: "{}" } }
    return [
      ...talk,
      { role: "user", content: "go" },
      { role: "assistant", content: null, tool_calls: [call] },
    ]
  }

  const diff = (left: number, right: number) =>
    diffEpisodes(ctx, { experimentId, episodeId: ids[left]!, otherId: ids[right]! })

  it("says where two attempts at one task part", async () => {
    const { rows, firstDivergence } = await diff(0, 1)
    expect(firstDivergence).toBe(701)
    expect(rows[701]).toEqual({
      left: { from: 701, to: 701, kind: "called", tools: ["find"] },
      right: { from: 701, to: 701, kind: "called", tools: ["seek"] },
      match: "different",
      parts: true,
    })
    expect((await diff(0, 0)).firstDivergence).toBeNull()
  })

  it("compares neither different tasks nor what is not there", async () => {
    await expect(diff(0, 2)).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const other = await makeRun(store.as("editor"))
    const input = { experimentId: other.experimentId, episodeId: ids[0]!, otherId: ids[1]! }
    await expect(diffEpisodes(ctx, input)).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "none" as never } }
    await expect(
      diffEpisodes(stranger, { experimentId, episodeId: ids[0]!, otherId: ids[1]! }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})

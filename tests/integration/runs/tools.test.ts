import { afterAll, beforeAll, expect, it } from "vitest"
import { countRunTools, readRunTools } from "@/lib/db/run-tool.sql"
import { listRunTools } from "@/lib/services/run/list-tools"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, sendEpisodes } from "@/tests/factories/run"

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const call = (name: string, id: string) => ({ id, type: "function", function: { name, arguments: "{}" } })

const episode = (externalId: string) =>
  makeEpisodeInput({
    externalId,
    messages: [
      { role: "assistant", content: null, tool_calls: [call("find", "a"), call("pay", "b")] },
      { role: "tool", tool_call_id: "a", content: "not found", error: true, latencyMs: 30 },
      { role: "tool", tool_call_id: "b", content: "paid" },
    ],
  })

it("counts the answers of each tool once, whoever writes at the same time, and says how many were errors", async () => {
  const ctx = store.as("editor")
  const run = await makeRun(ctx)
  const inputs = Array.from({ length: 40 }, (_, index) => episode(`e${index}`))
  await Promise.all([0, 10, 20].map((from) => sendEpisodes(ctx, run, inputs.slice(from, from + 20))))
  const key = { experimentId: run.experimentId, runId: run.id }
  const tools = await readRunTools(store.db, key)
  expect(tools).toEqual(await countRunTools(store.db.pool, key))
  const { items } = await listRunTools(store.as("viewer"), key)
  expect(items).toMatchObject([
    { tool: "find", callCount: 40, errorCount: 40, meanLatencyMs: 30, errorRate: { value: 1, n: 40 } },
    { tool: "pay", callCount: 40, errorCount: 0, meanLatencyMs: null, errorRate: { value: 0 } },
  ])
  const elsewhere = { ...key, experimentId: crypto.randomUUID() }
  await expect(listRunTools(ctx, elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" })
})

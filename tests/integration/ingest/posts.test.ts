import { gzipSync, zstdCompressSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { call } from "@/lib/api-client/call"
import { createEpisodes, listEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/contracts/experiments"
import { createRun, getRun } from "@/lib/contracts/runs"
import { listSteps } from "@/lib/contracts/steps"
import { streamBytes } from "@/lib/domain/byte-stream"
import { ingestGate } from "@/lib/services/ingest/gate"
import { getLocalToken } from "@/lib/services/secret/home-secret"
import { type ApiServer, startApiServer } from "@/tests/contracts/api-server"
import { openTestServer, type TestServer } from "@/tests/database/test-server"

const MEGABYTE = 1024 * 1024

describe("POST .../episodes", () => {
  let server: TestServer
  let api: ApiServer
  let experimentId: string
  let made = 0

  beforeAll(async () => {
    server = await openTestServer()
    api = await startApiServer()
    experimentId = (await call(createExperiment, { name: "posted" }, options())).id
  })

  afterAll(async () => {
    await api.close()
    await server.close()
  })

  const options = () => ({ baseUrl: api.url, headers: { authorization: `Bearer ${getLocalToken()}` } })

  async function makeRun(): Promise<string> {
    made += 1
    const run = { experimentId, name: `run ${made}`, modelName: `model ${made}` }
    return (await call(createRun, run, options())).id
  }

  const post = (runId: string, body: BodyInit) =>
    call(createEpisodes, { experimentId, runId }, { ...options(), body })

  const episode = (externalId: string, overrides: object = {}) => ({
    externalId,
    taskKey: externalId,
    score: 1,
    messages: [
      { role: "user", content: "hi" },
      { role: "assistant", content: "hello" },
    ],
    ...overrides,
  })

  const lines = (...records: unknown[]) =>
    records.map((record) => (typeof record === "string" ? record : JSON.stringify(record))).join("\n")

  it.each([
    ["gzip", gzipSync],
    ["zstd", zstdCompressSync],
  ])("takes a body packed with %s", async (encoding, pack) => {
    const runId = await makeRun()
    const response = await fetch(`${api.url}/api/v1/experiments/${experimentId}/runs/${runId}/episodes`, {
      method: "POST",
      headers: { ...options().headers, "content-encoding": encoding },
      body: new Uint8Array(pack(lines(episode("a"), episode("b")))),
    })
    expect(await response.json()).toMatchObject({ accepted: 2 })
  })

  it("says when to come again while too much is being read", async () => {
    const runId = await makeRun()
    const held = Promise.withResolvers<void>()
    const holding = Array.from({ length: 8 }, () => ingestGate.run(null, () => held.promise))
    const url = `${api.url}/api/v1/experiments/${experimentId}/runs/${runId}/episodes`
    const response = await fetch(url, {
      method: "POST",
      headers: options().headers,
      body: lines(episode("a")),
    })
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"])
    held.resolve()
    await Promise.all(holding)
    expect(await post(runId, lines(episode("a")))).toMatchObject({ accepted: 1 })
  })

  it("takes lines and arrays, and adds nothing when they come again", async () => {
    const runId = await makeRun()
    const first = await post(runId, lines(episode("a"), episode("b")))
    expect(first).toMatchObject({ accepted: 2, duplicates: 0, rejected: [], rejectedCount: 0 })
    const again = await post(runId, JSON.stringify([episode("a"), episode("b"), episode("c")]))
    expect(again).toMatchObject({ accepted: 1, duplicates: 2 })
    expect(new Set(again.episodes.map(({ externalId }) => externalId))).toEqual(new Set(["a", "b", "c"]))
    expect(again.episodes).toEqual(expect.arrayContaining(first.episodes))
  })

  it("answers every single post after its commit when many come at once", async () => {
    const runId = await makeRun()
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => post(runId, JSON.stringify([episode(`one-${index % 40}`)]))),
    )
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(40)
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(20)
    const { statistics } = await call(getRun, { experimentId, runId }, options())
    expect(statistics.n).toBe(40)
  })

  const messages = (content: unknown) => [
    { role: "user", content },
    { role: "assistant", content: "ok" },
  ]

  const bad: [string, string][] = [
    ["truncated JSON", '{"externalId":"bad","messages":['],
    ["no messages", JSON.stringify({ externalId: "bad", taskKey: "t" })],
    ["no ids", JSON.stringify({ taskKey: "t", messages: [] })],
    ["NaN as a score", '{"externalId":"bad","taskKey":"t","score":NaN,"messages":[]}'],
    ["an infinite score", '{"externalId":"bad","taskKey":"t","score":1e999,"messages":[]}'],
    ["a negative cost", JSON.stringify(episode("bad", { costUsd: -1 }))],
    ["a __proto__ key", '{"externalId":"bad","taskKey":"t","messages":[],"__proto__":{"admin":true}}'],
    ["a role nobody has", JSON.stringify(episode("bad", { messages: [{ role: "king", content: "x" }] }))],
    ["a number for a record", "42"],
    ["a record of 17 MB", JSON.stringify(episode("bad", { messages: messages("x".repeat(17 * MEGABYTE)) }))],
  ]

  it.each(bad)("quarantines %s with its line and lands the rest", async (_, record) => {
    const runId = await makeRun()
    const answer = await post(runId, lines(episode("before"), record, episode("after")))
    expect(answer).toMatchObject({ accepted: 2, rejectedCount: 1, rejected: [{ line: 2 }] })
    expect(answer.rejected[0]?.reason.length).toBeGreaterThan(10)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it("mends NUL bytes, lone surrogates and missing call ids, and says so", async () => {
    const runId = await makeRun()
    const call0 = {
      role: "assistant",
      content: null,
      tool_calls: [{ function: { name: "f", arguments: "{'a': True}" } }],
    }
    const answer = await post(
      runId,
      lines(
        episode("nul", { messages: messages("a\u0000b\ud800") }),
        episode("call", { messages: [call0, { role: "tool", content: "ok" }] }),
      ),
    )
    expect(answer).toMatchObject({ accepted: 2, rejectedCount: 0 })
    const { items } = await call(
      listEpisodes,
      { experimentId, runId, repaired: true, sort: "createdAt", order: "asc" },
      options(),
    )
    expect(items.map(({ externalId }) => externalId).sort()).toEqual(["call", "nul"])
    const episodeId = items.find(({ externalId }) => externalId === "call")?.id as string
    const steps = await call(listSteps, { experimentId, episodeId }, options())
    expect(steps.items[0]?.message).toMatchObject({ tool_calls: [{ function: { arguments: '{"a":true}' } }] })
    expect(steps.items[1]?.message).toHaveProperty("tool_call_id")
  })

  it("refuses an empty body, a run that is not there and a stranger", async () => {
    const runId = await makeRun()
    const elsewhere = crypto.randomUUID()
    await expect(post(elsewhere, lines(episode("a")))).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = call(
      createEpisodes,
      { experimentId, runId },
      { baseUrl: api.url, body: lines(episode("a")) },
    )
    await expect(stranger).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    await expect(post(runId, "")).rejects.toMatchObject({ code: "INVALID_INPUT" })
  })

  it("takes 300 MB as a stream in little memory", async () => {
    const runId = await makeRun()
    const text = "lorem ipsum dolor sit amet ".repeat(40_000)
    async function* body() {
      for (let index = 0; index < 300; index++) {
        yield new TextEncoder().encode(
          `${JSON.stringify(episode(`big-${index % 3}`, { messages: messages(text) }))}\n`,
        )
      }
    }
    const before = process.memoryUsage().rss
    let peak = before
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    const answer = await post(runId, streamBytes(body()))
    clearInterval(timer)
    expect(answer.accepted + answer.duplicates + answer.rejectedCount).toBe(300)
    expect(answer.accepted).toBe(3)
    expect(peak - before).toBeLessThan(400 * MEGABYTE)
  })
})

import { afterAll, beforeAll, expect, it } from "vitest"
import type { Hand } from "@/lib/contracts/queues"
import type { Handler } from "@/lib/http/handle"
import { createKey } from "@/lib/services/key/create"
import { createLabels } from "@/lib/services/label/create"
import { createQueue } from "@/lib/services/queue/create"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { findHandlers } from "@/tests/contracts/find-handlers"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

/** Nothing else in the store looks like these. */
const SECRETS = {
  model: "concealed-model-7b",
  run: "concealed run",
  score: "0.73519",
  reward: "0.61738",
  cost: "4.20177",
  latency: "987654",
  note: "what another person noted",
  metric: "0.48261",
  stop: "concealed stop word",
}

const handlers = await findHandlers()

let server: TestServer
let headers: Record<string, string>
let params: Record<string, string>

beforeAll(async () => {
  server = await openTestServer()
  const editor = asPerson(server.db, await createPerson(server.db, { role: "editor" }))
  const input = makeEpisodeInput({
    score: Number(SECRETS.score),
    stopDetail: SECRETS.stop,
    metrics: { quality: Number(SECRETS.metric) },
    costUsd: Number(SECRETS.cost),
  })
  const messages = input.messages.map((message, index) =>
    index === 2
      ? { ...message, reward: Number(SECRETS.reward), latencyMs: Number(SECRETS.latency) }
      : message,
  )
  const { run, episodeIds } = await makeRunWith(editor, [{ ...input, messages }], {
    name: SECRETS.run,
    modelName: SECRETS.model,
  })
  const { experimentId } = run
  const other = { experimentId, episodeIds, stepIdx: null } as const
  await createLabels(editor, { ...other, key: "note", value: SECRETS.note })
  await createLabels(editor, { ...other, key: "verdict", value: "bad" })
  const queue = await createQueue(editor, {
    experimentId,
    name: "Blind",
    source: { kind: "filter", filter: {}, count: null },
    reviewsPerItem: 2,
    blind: true,
    holdSeconds: 600,
    assigneeIds: [],
    checkItems: 0,
  })
  const labeler = asPerson(server.db, await createPerson(server.db, { role: "labeler" }))
  const { key } = await createKey(labeler, { name: "key", role: "labeler" })
  headers = { ...bearer(key), "content-type": "application/json" }
  params = {
    experimentId,
    queueId: queue.id,
    episodeId: episodeIds[0] as string,
    pos: "0",
    idx: "2",
    taskNo: "1",
    runId: run.id,
  }
})

afterAll(() => server.close())

function handlerOf(method: string, path: string) {
  const found = handlers.find((handler) => handler.method === method && handler.path.endsWith(path))
  if (!found) throw new Error(`no ${method} ${path}`)
  return found.handler as Handler
}

async function send(method: string, path: string, body?: unknown): Promise<string> {
  return (await callHandler(handlerOf(method, path), { params, headers, body })).text()
}

const secretsIn = (text: string) => Object.values(SECRETS).filter((secret) => text.includes(secret))

/** Every address below the episode, its task, the labels and the queue, and the lists that they would stand in. */
function readsOfTheItem() {
  return handlers
    .filter(({ method, path }) => method === "GET" && path.startsWith("/api/v1/experiments/{experimentId}/"))
    .filter(({ path }) => !path.includes("/compare/"))
    .filter(({ path }) => /\/(episodes|labels|queues|tasks)(\/|$)/.test(path))
}

it("hides model, outcome and others' labels in everything one can read about an item, until it is submitted", async () => {
  const addresses = readsOfTheItem()
  expect(addresses.length).toBeGreaterThanOrEqual(9)
  const read = async () => {
    const texts: string[] = []
    for (const { handler } of addresses)
      texts.push(await (await callHandler(handler as Handler, { params, headers })).text())
    return texts.join("\n")
  }
  expect(secretsIn(await read())).toEqual([])
  const hand = await send("POST", "/queues/{queueId}/claims", {})
  expect((JSON.parse(hand) as Hand).items).toHaveLength(1)
  expect(secretsIn(hand)).toEqual([])
  expect(secretsIn(await read())).toEqual([])
  const aside = await send("POST", "/labels", {
    episodeIds: [params.episodeId],
    key: "verdict",
    value: "good",
  })
  expect(JSON.parse(aside)).toMatchObject({ code: "FORBIDDEN" })
  const skipped = await send("POST", "/items/{pos}/skip", { reason: "later" })
  expect(secretsIn(await read())).toEqual([])
  const again = await send("POST", "/items/{pos}/reopen", {})
  const submitted = await send("PUT", "/items/{pos}/review", { verdict: "good" })
  expect(secretsIn(skipped + again + submitted)).toEqual([])
  const after = secretsIn(await read())
  expect(after).toEqual(Object.values(SECRETS))
})

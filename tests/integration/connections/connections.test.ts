import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { POST as createHandler, GET as listHandler } from "@/app/api/v1/connections/route"
import { newId } from "@/lib/db/new-id"
import type { Role } from "@/lib/domain/policy"
import { createConnection } from "@/lib/services/connection/create"
import { createConnectionPolicy } from "@/lib/services/connection/create-policy"
import { deleteConnection } from "@/lib/services/connection/delete"
import { getConnection } from "@/lib/services/connection/get"
import { listConnections } from "@/lib/services/connection/list"
import { testConnection } from "@/lib/services/connection/test"
import { updateConnection } from "@/lib/services/connection/update"
import { createKey } from "@/lib/services/key/create"
import { createModel } from "@/lib/services/model/create"
import { updateModel } from "@/lib/services/model/update"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"
import { type OpenAiServer, startOpenAiServer } from "@/tests/protocol/openai-server"

const KEY = "sk-very-secret-key"
let server: TestServer
let endpoint: OpenAiServer

beforeAll(async () => {
  server = await openTestServer()
  endpoint = await startOpenAiServer({ kind: "reply", content: "ready" })
})
afterAll(async () => {
  await endpoint.close()
  await server.close()
})

const as = async (role: Role) => asPerson(server.db, await createPerson(server.db, { role }))
const connect = async (fields: Record<string, unknown> = {}) =>
  createConnection(await as("admin"), {
    name: `Endpoint ${newId()}`,
    baseUrl: endpoint.baseUrl,
    secret: KEY,
    headers: { "x-team": "blue-team" },
    allowPrivate: true,
    ...fields,
  })
const rowOf = (id: string) => server.db.prisma.connection.findUniqueOrThrow({ where: { id } })

describe("a connection", () => {
  test("is created, read, listed, changed and deleted by an administrator", async () => {
    const admin = await as("admin")
    const made = await connect({ requestsPerMinute: 60 })
    expect(made).toMatchObject({
      kind: "openai-compatible",
      baseUrl: endpoint.baseUrl,
      hasSecret: true,
      headerNames: ["x-team"],
      requestsPerMinute: 60,
      modelCount: 0,
    })
    const connectionId = made.id
    expect(await getConnection(await as("viewer"), { connectionId })).toEqual(made)
    expect((await listConnections(await as("viewer"))).items).toContainEqual(made)
    const changed = await updateConnection(admin, {
      connectionId,
      name: `New ${connectionId}`,
      requestsPerMinute: null,
    })
    expect(changed).toMatchObject({ name: `New ${connectionId}`, requestsPerMinute: null, hasSecret: true })
    await deleteConnection(admin, { connectionId })
    await expect(getConnection(admin, { connectionId })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  test("is managed by administrators only", async () => {
    const editor = await as("editor")
    const { id: connectionId } = await connect()
    const forbidden = { code: "FORBIDDEN" }
    const baseUrl = "https://models.example/v1"
    await expect(createConnection(editor, { name: "x", baseUrl })).rejects.toMatchObject(forbidden)
    await expect(updateConnection(editor, { connectionId, baseUrl })).rejects.toMatchObject(forbidden)
    await expect(deleteConnection(editor, { connectionId })).rejects.toMatchObject(forbidden)
    await expect(testConnection(editor, { connectionId, model: "m" })).rejects.toMatchObject(forbidden)
  })

  test("that is not there is NOT_FOUND", async () => {
    const admin = await as("admin")
    const missing = { code: "NOT_FOUND" }
    const connectionId = newId()
    await expect(getConnection(admin, { connectionId })).rejects.toMatchObject(missing)
    await expect(updateConnection(admin, { connectionId, name: "x" })).rejects.toMatchObject(missing)
    await expect(deleteConnection(admin, { connectionId })).rejects.toMatchObject(missing)
    await expect(testConnection(admin, { connectionId, model: "m" })).rejects.toMatchObject(missing)
  })

  test("has a name of its own", async () => {
    const { name } = await connect()
    const other = await connect()
    await expect(connect({ name })).rejects.toMatchObject({ code: "CONFLICT" })
    const taken = updateConnection(await as("admin"), { connectionId: other.id, name })
    await expect(taken).rejects.toMatchObject({ code: "CONFLICT" })
  })

  test.each([
    ["https://127.0.0.1/v1", false],
    ["https://[::1]/v1", false],
    ["https://localhost/v1", false],
    ["https://10.1.2.3/v1", false],
    ["http://8.8.8.8/v1", false],
    ["https://user:word@8.8.8.8/v1", false],
    ["https://8.8.8.8/v1#part", false],
    ["http://169.254.169.254/latest", true],
    ["http://[::ffff:a9fe:a9fe]/latest", true],
  ])("is not saved at %s", async (baseUrl, allowPrivate) => {
    const { id: connectionId } = await connect()
    const refused = { code: "INVALID_INPUT" }
    await expect(connect({ baseUrl, allowPrivate })).rejects.toMatchObject(refused)
    const moved = updateConnection(await as("admin"), { connectionId, baseUrl, allowPrivate })
    await expect(moved).rejects.toMatchObject(refused)
  })

  test("loses nothing but its reach when private addresses are no longer allowed", async () => {
    const { id: connectionId } = await connect()
    const change = updateConnection(await as("admin"), { connectionId, allowPrivate: false })
    await expect(change).rejects.toThrow("private network")
    expect(await getConnection(await as("viewer"), { connectionId })).toMatchObject({ allowPrivate: true })
  })
})

describe("a key", () => {
  test("is in no answer and not in the store in the clear", async () => {
    const { id: connectionId } = await connect()
    const viewer = await as("viewer")
    const answers = JSON.stringify([
      await getConnection(viewer, { connectionId }),
      await listConnections(viewer),
    ])
    const row = await rowOf(connectionId)
    for (const text of [answers, JSON.stringify(row), Buffer.from(row.secret ?? []).toString("latin1")]) {
      expect(text).not.toContain(KEY)
      expect(text).not.toContain("blue-team")
    }
    expect(answers).not.toContain(Buffer.from(row.secret ?? []).toString("base64"))
  })

  test("is in no answer over HTTP, not even the one that creates it or refuses to", async () => {
    const admin = await as("admin")
    const { key } = await createKey(admin, { name: "script", role: "admin" })
    const headers = bearer(key)
    const body = { name: `Endpoint ${newId()}`, baseUrl: endpoint.baseUrl, secret: KEY, allowPrivate: true }
    const made = await callHandler(createHandler, { headers, body })
    const again = await callHandler(createHandler, { headers, body })
    const bad = await callHandler(createHandler, {
      headers,
      body: { ...body, baseUrl: 7, secret: `${KEY}\n\u0007` },
    })
    expect([made.status, again.status, bad.status]).toEqual([201, 409, 400])
    const texts = [made, again, bad, await callHandler(listHandler, { headers })].map((answer) =>
      answer.text(),
    )
    for (const text of await Promise.all(texts)) expect(text).not.toContain(KEY)
  })

  test("is cleared with the headers when the base URL changes", async () => {
    const other = await startOpenAiServer({ kind: "reply", content: "ready" })
    const { id: connectionId } = await connect()
    const moved = await updateConnection(await as("admin"), { connectionId, baseUrl: other.baseUrl })
    expect(moved).toMatchObject({ hasSecret: false, headerNames: [] })
    await testConnection(await as("admin"), { connectionId, model: "m" })
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization")
    expect(other.requests[0]?.headers).not.toHaveProperty("x-team")
    await other.close()
  })

  test("stays when the base URL is only written in another way", async () => {
    const { id: connectionId } = await connect()
    const baseUrl = `${endpoint.baseUrl.replace("http", "HTTP")}/`
    expect(await updateConnection(await as("admin"), { connectionId, baseUrl })).toMatchObject({
      hasSecret: true,
      baseUrl: endpoint.baseUrl,
    })
  })

  test("can be given anew with another base URL, replaced and removed", async () => {
    const admin = await as("admin")
    const { id: connectionId } = await connect()
    const baseUrl = `http://${endpoint.host}/other/v1`
    expect(await updateConnection(admin, { connectionId, baseUrl, secret: "sk-2" })).toMatchObject({
      hasSecret: true,
    })
    await testConnection(admin, { connectionId, model: "m" })
    expect(endpoint.requests.at(-1)).toMatchObject({
      path: "/other/v1/chat/completions",
      headers: { authorization: "Bearer sk-2" },
    })
    expect(await updateConnection(admin, { connectionId, secret: null })).toMatchObject({ hasSecret: false })
  })

  test("does not go to another address that somebody writes into the store", async () => {
    const { id: connectionId } = await connect()
    await server.db.prisma.connection.update({
      where: { id: connectionId },
      data: { baseUrl: `http://${endpoint.host}/thief` },
    })
    const sent = endpoint.requests.length
    const test = testConnection(await as("admin"), { connectionId, model: "m" })
    await expect(test).rejects.toMatchObject({ code: "UNAVAILABLE" })
    expect(endpoint.requests).toHaveLength(sent)
  })

  test("does not serve another connection that its bytes are copied to", async () => {
    const [one, two] = [await connect(), await connect({ secret: null })]
    const { secret } = await rowOf(one.id)
    await server.db.prisma.connection.update({ where: { id: two.id }, data: { secret } })
    const test = testConnection(await as("admin"), { connectionId: two.id, model: "m" })
    await expect(test).rejects.toMatchObject({ code: "UNAVAILABLE" })
  })
})

describe("a test of a connection", () => {
  test("sends one tiny request with the key and says how it went", async () => {
    const { id: connectionId } = await connect()
    const before = endpoint.requests.length
    const result = await testConnection(await as("admin"), { connectionId, model: "large-1" })
    expect(result).toMatchObject({ ok: true, reply: "ready", inputTokens: 50, outputTokens: 7 })
    expect(endpoint.requests.slice(before)).toMatchObject([
      {
        headers: { authorization: `Bearer ${KEY}`, "x-team": "blue-team" },
        body: { model: "large-1", max_tokens: 64 },
      },
    ])
  })

  test("says what is wrong with the endpoint", async () => {
    await using broken = await startOpenAiServer({
      kind: "status",
      status: 401,
      error: { message: `Incorrect key ${KEY}` },
    })
    const { id: connectionId } = await connect({ baseUrl: broken.baseUrl })
    const result = await testConnection(await as("admin"), { connectionId, model: "m" })
    expect(result).toMatchObject({ ok: false, kind: "misconfigured" })
    expect(JSON.stringify(result)).not.toContain(KEY)
  })
})

describe("a model of a connection", () => {
  test("acts through it under the name the endpoint knows, and is counted", async () => {
    const editor = await as("editor")
    const { id: connectionId } = await connect()
    const config = { model: "vendor/large-1", maxOutputTokens: 100 }
    const { id } = await createModel(editor, {
      name: `Large ${newId()}`,
      provider: "openai-compatible",
      connectionId,
      config,
    })
    const row = await server.db.prisma.model.findUniqueOrThrow({ where: { id } })
    const policy = await createConnectionPolicy(editor, row)
    const output = await policy.act({
      messages: [{ role: "user", content: "Go." }],
      tools: [],
      temperature: 1,
      seed: 1,
    })
    expect(output.message.content).toBe("ready")
    expect(endpoint.requests.at(-1)?.body).toMatchObject({ model: "vendor/large-1", max_tokens: 100 })
    expect(await getConnection(editor, { connectionId })).toMatchObject({ modelCount: 1 })
  })

  test("needs a connection that exists", async () => {
    const editor = await as("editor")
    const missing = { code: "NOT_FOUND" }
    const name = `Large ${newId()}`
    await expect(createModel(editor, { name, connectionId: newId() })).rejects.toMatchObject(missing)
    const { id: modelId } = await createModel(editor, { name })
    await expect(updateModel(editor, { modelId, connectionId: newId() })).rejects.toMatchObject(missing)
  })

  test("stays, but cannot act, when its connection is deleted", async () => {
    const admin = await as("admin")
    const { id: connectionId } = await connect()
    const { id } = await createModel(admin, {
      name: `Large ${newId()}`,
      provider: "openai-compatible",
      connectionId,
    })
    await deleteConnection(admin, { connectionId })
    const row = await server.db.prisma.model.findUniqueOrThrow({ where: { id } })
    await expect(createConnectionPolicy(admin, row)).rejects.toMatchObject({ code: "UNSUPPORTED" })
  })
})

import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { POST } from "@/app/api/v1/chat/completions/route"
import type { ChatCompletion } from "@/lib/contracts/chat"
import type { OutboundRequest } from "@/lib/contracts/outbound"
import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { deriveSeed } from "@/lib/domain/random"
import { babyAi } from "@/lib/environments/babyai/plugin"
import type { Environment, Session } from "@/lib/environments/environment"
import { encodeStudent } from "@/lib/providers/embedded/checkpoint"
import { trainStudent } from "@/lib/providers/embedded/train"
import { embeddedTrainer } from "@/lib/providers/embedded/trainer"
import { hyperSchema } from "@/lib/providers/embedded/training"
import { createOpenAiPolicy } from "@/lib/providers/openai-compatible/policy"
import { createRateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"
import { createConnection } from "@/lib/services/connection/create"
import { createKey } from "@/lib/services/key/create"
import { createModel } from "@/lib/services/model/create"
import { createModelPolicy } from "@/lib/services/model/create-policy"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"

let server: TestServer
let admin: Context
let key: string
let environment: Environment
let teacher: { id: string; name: string }

beforeAll(async () => {
  server = await openTestServer()
  admin = asPerson(server.db, await createPerson(server.db, { role: "admin" }))
  const viewer = asPerson(server.db, await createPerson(server.db, { role: "viewer" }))
  key = (await createKey(viewer, { name: "client", role: "viewer" })).key
  environment = await babyAi.load(babyAi.configSchema.parse({ levels: ["goto"] }))
  const config = { policy: "planner", settings: { preset: "perfect" } }
  teacher = await createModel(admin, { name: "teacher", provider: "scripted", config })
})
afterAll(() => server.close())

const ask = (body: unknown, headers = bearer(key)) => callHandler(POST, { headers, body })
const modelOf = (id: string) => server.db.prisma.model.findUniqueOrThrow({ where: { id } })

/** Our own endpoint as any client of OpenAI's API would use it. */
function clientOf(model: string): Policy {
  const endpoint = {
    baseUrl: "http://127.0.0.1:3000/v1",
    key,
    headers: {},
    limiter: createRateLimiter(null),
    fetch: async (_: string, { headers, body }: OutboundRequest) =>
      callHandler(POST, { headers, body: JSON.parse(String(body)) }),
  }
  return createOpenAiPolicy({ id: model, endpoint, model })
}

async function open(index: number): Promise<Session> {
  const task = [...environment.tasks("test")][index]
  if (!task) throw new Error("no such task")
  return environment.open(task, { seed: index, ports: { now: () => 0 } })
}

/** One attempt from its opening to its end. */
async function play(policy: Policy, index: number) {
  const session = await open(index)
  const messages = [...session.messages]
  const replies: ActOutput[] = []
  for (;;) {
    const seed = deriveSeed(index, `step ${replies.length}`)
    const output = await policy.act({ messages, tools: environment.tools, temperature: 1, seed })
    const { messages: next, done } = await session.step(output.message)
    replies.push(output)
    messages.push(output.message, ...next)
    if (done) return { messages, replies, outcome: done }
  }
}

async function opening(): Promise<ActInput> {
  const { messages } = await open(0)
  return { messages, tools: environment.tools, temperature: 1, seed: 7 }
}

/** A student that has seen three attempts of the teacher, as a fine-tune would leave it. */
async function createStudent(): Promise<string> {
  const policy = await createModelPolicy(admin, await modelOf(teacher.id))
  const attempts = await Promise.all([1, 2, 3].map((seed) => play(policy, seed)))
  const members = attempts.map(({ messages, outcome }, index) => ({
    id: `e${index}`,
    group: "goto",
    score: outcome.score,
    messages,
  }))
  const hyper = hyperSchema.parse({ updates: 100, hidden: 4, bits: 10 })
  const { student, touched } = trainStudent({ members, reference: [], objective: "all", hyper, seed: 1 })
  const { header, bytes } = encodeStudent(student, { seed: 1, datasetHash: "d", touched: [...touched] })
  const { id } = await createModel(admin, { name: `student ${newId()}`, provider: embeddedTrainer.id })
  await server.db.prisma.checkpoint.create({
    data: { modelId: id, header: header as Prisma.InputJsonObject, bytes, createdAt: new Date() },
  })
  return id
}

describe("chat completions", () => {
  test("let a client play a whole attempt with a model of ours", async () => {
    const { outcome, replies } = await play(clientOf("teacher"), 0)
    expect(outcome).toMatchObject({ success: true, stopReason: "completed" })
    expect(replies.length).toBeGreaterThan(0)
    for (const { usage } of replies)
      expect(usage.inputTokens).toBeGreaterThan(usage.outputTokens ?? Number.NaN)
  })

  test("serve an embedded student: the same reply as where it is evaluated", async () => {
    const row = await modelOf(await createStudent())
    const input = await opening()
    const served = await clientOf(row.name).act(input)
    const own = await (await createModelPolicy(admin, row)).act(input)
    expect(served.message.tool_calls).toEqual(own.message.tool_calls)
    expect((await clientOf(row.name).act(input)).message).toEqual(served.message)
  })

  test("answer in OpenAI's form, with usage", async () => {
    const { messages, tools } = await opening()
    const response = await ask({ model: "teacher", messages, tools, seed: 7, top_p: 1, user: "me" })
    expect(response.status).toBe(200)
    const body: ChatCompletion = await response.json()
    expect(body).toMatchObject({
      object: "chat.completion",
      model: "teacher",
      choices: [{ index: 0, finish_reason: "tool_calls", message: { role: "assistant" } }],
    })
    const { prompt_tokens, completion_tokens, total_tokens } = body.usage
    expect(total_tokens).toBe(prompt_tokens + completion_tokens)
    expect(prompt_tokens).toBeGreaterThan(100)
  })

  test("stream events that end with usage, when asked, and [DONE]", async () => {
    const { messages } = await opening()
    const body = {
      model: "teacher",
      messages,
      seed: 7,
      stream: true,
      stream_options: { include_usage: true },
    }
    const response = await ask(body)
    expect(response.headers.get("content-type")).toBe("text/event-stream")
    const events = (await response.text()).split("\n\n").filter(Boolean)
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice("data: ".length)))
    expect(events.at(-1)).toBe("data: [DONE]")
    expect(chunks.map(({ object }) => object)).toEqual(Array(3).fill("chat.completion.chunk"))
    expect(chunks[0].choices[0].delta.tool_calls[0]).toMatchObject({ index: 0, type: "function" })
    expect(chunks[1].choices[0].finish_reason).toBe("tool_calls")
    expect(chunks[2].usage.total_tokens).toBeGreaterThan(0)
  })

  test("take content in parts and instructions of a developer", async () => {
    const { messages } = await opening()
    const [system, user] = messages
    const parts = [
      { role: "developer", content: system?.content },
      { role: "user", content: [{ type: "text", text: user?.content }] },
    ]
    const [plain, split] = await Promise.all([
      ask({ model: "teacher", messages, seed: 7 }),
      ask({ model: "teacher", messages: parts, seed: 7 }),
    ])
    const replyOf = async (response: Response) => ((await response.json()) as ChatCompletion).choices
    expect(await replyOf(split)).toEqual(await replyOf(plain))
  })
})

describe("a request that cannot be served", () => {
  const messages = [{ role: "user", content: "hello" }]

  test.each([
    ["nobody's key", { model: "teacher", messages }, 401, "invalid_api_key"],
    ["an unknown model", { model: "nothing", messages }, 404, "model_not_found"],
    ["no messages", { model: "teacher", messages: [] }, 400, null],
    [
      "pictures",
      { model: "teacher", messages: [{ role: "user", content: [{ type: "image_url" }] }] },
      400,
      null,
    ],
    ["several choices", { model: "teacher", messages, n: 2 }, 400, null],
    ["a chat that the policy cannot read", { model: "teacher", messages }, 400, null],
  ])("for %s is answered in OpenAI's error form", async (reason, body, status, code) => {
    const response = await ask(body, bearer(reason === "nobody's key" ? "wn_nobody" : key))
    expect(response.status).toBe(status)
    const { error, ...problem } = await response.json()
    expect(error).toMatchObject({ type: "invalid_request_error", code, message: problem.detail })
    expect(error.message.length).toBeGreaterThan(10)
  })

  test("because the model is hosted is not passed on: a reader's key does not spend the workspace's", async () => {
    const baseUrl = "https://8.8.8.8/v1"
    const { id: connectionId } = await createConnection(admin, { name: "Hosted", baseUrl, secret: "sk-1" })
    await createModel(admin, { name: "hosted", provider: "openai-compatible", connectionId })
    const response = await ask({ model: "hosted", messages })
    expect(response.status).toBe(415)
    expect((await response.json()).error.message).toContain("its own endpoint")
  })

  test("because the model was only imported says so", async () => {
    await createModel(admin, { name: "imported" })
    const response = await ask({ model: "imported", messages })
    expect((await response.json()).error.message).toContain("cannot run imported")
  })
})

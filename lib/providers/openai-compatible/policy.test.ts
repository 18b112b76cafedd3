import { afterAll, afterEach, describe, expect, test } from "vitest"
import type { ActInput } from "@/lib/contracts/policy"
import type { AssistantMessage } from "@/lib/domain/message"
import { PolicyError } from "@/lib/domain/policy-error"
import { createOpenAiPolicy, type OpenAiPolicyOptions } from "@/lib/providers/openai-compatible/policy"
import { createRateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"
import { createOutbound } from "@/lib/services/outbound/outbound"
import { type OpenAiServer, type Play, startOpenAiServer } from "@/tests/protocol/openai-server"

const outbound = createOutbound()
const servers: OpenAiServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(() => outbound.close())

async function serve(...script: [Play, ...Play[]]): Promise<OpenAiServer> {
  const server = await startOpenAiServer(...script)
  servers.push(server)
  return server
}

function policyOf(server: { baseUrl: string; host: string }, options: Partial<OpenAiPolicyOptions> = {}) {
  const endpoint = {
    baseUrl: server.baseUrl,
    key: "sk-secret-key",
    headers: { "x-team": "a" },
    fetch: outbound.fetchFor(new Set([server.host])),
    limiter: createRateLimiter(null),
  }
  return createOpenAiPolicy({ id: "m", endpoint, model: "large-1", ...options })
}

const tool = { type: "function" as const, function: { name: "act", parameters: { type: "object" } } }
const input: ActInput = {
  messages: [
    { role: "system", content: "Play." },
    { role: "user", content: "Begin." },
  ],
  tools: [tool],
  temperature: 1,
  seed: 4_000_000_000,
}
const call = (name: string, args: unknown, id?: string) => ({ name, arguments: args, ...(id ? { id } : {}) })

async function act(play: Play, options: Partial<OpenAiPolicyOptions> = {}, changed: Partial<ActInput> = {}) {
  return policyOf(await serve(play), options).act({ ...input, ...changed })
}

async function failure(play: Play, options: Partial<OpenAiPolicyOptions> = {}): Promise<PolicyError> {
  const error = await act(play, options).catch((reason: unknown) => reason)
  if (error instanceof PolicyError) return error
  throw new Error("expected a PolicyError", { cause: error })
}

describe("a call", () => {
  test("sends messages, tools, temperature, seed, key and headers, and asks for a stream with usage", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    await policyOf(server, { maxOutputTokens: 99 }).act(input)
    const [request] = server.requests
    expect(request?.path).toBe("/v1/chat/completions")
    expect(request?.headers).toMatchObject({ authorization: "Bearer sk-secret-key", "x-team": "a" })
    expect(request?.body).toEqual({
      model: "large-1",
      messages: input.messages,
      tools: [tool],
      tool_choice: "auto",
      temperature: 1,
      seed: 4_000_000_000 & 0x7fffffff,
      max_tokens: 99,
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  test("keeps the query of the base URL", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    await policyOf({ ...server, baseUrl: `${server.baseUrl}/?api-version=1` }).act(input)
    expect(server.requests[0]?.path).toBe("/v1/chat/completions?api-version=1")
  })

  test("answers the message, its usage with cached tokens, and how long the first token took", async () => {
    const usage = { prompt_tokens: 60, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 32 } }
    const output = await act({
      kind: "reply",
      content: "I will look first, then act.",
      reasoning: "Hm.",
      toolCalls: [call("act", '{"action":"left"}', "call_a")],
      usage,
    })
    expect(output.message).toEqual({
      role: "assistant",
      content: "I will look first, then act.",
      reasoning: "Hm.",
      tool_calls: [
        { id: "call_a", type: "function", function: { name: "act", arguments: '{"action":"left"}' } },
      ],
    })
    expect(output.usage).toEqual({ inputTokens: 60, cachedTokens: 32, outputTokens: 5 })
    expect(output.firstTokenMs).toBeGreaterThan(0)
    expect(output.latencyMs).toBeGreaterThanOrEqual(output.firstTokenMs ?? Number.NaN)
    expect(output.costMicro).toBeNull()
  })

  test("sends a transcript back without reasoning and with empty replies as text", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    const calls = [{ id: "c1", type: "function" as const, function: { name: "act", arguments: "{not json" } }]
    await policyOf(server).act({
      ...input,
      tools: [],
      messages: [
        { role: "assistant", content: null, reasoning: "secret thoughts", tool_calls: calls },
        { role: "tool", tool_call_id: "c1", name: "act", content: "no such tool" },
        { role: "assistant", content: null },
      ],
    })
    expect(server.requests[0]?.body.messages).toEqual([
      { role: "assistant", content: null, tool_calls: calls },
      { role: "tool", tool_call_id: "c1", content: "no such tool" },
      { role: "assistant", content: "" },
    ])
    expect(server.requests[0]?.body).not.toHaveProperty("tools")
    expect(server.requests[0]?.body).not.toHaveProperty("tool_choice")
  })

  test("reads a whole answer where the endpoint does not stream", async () => {
    const body = {
      choices: [{ message: { content: [{ type: "text", text: "in parts" }] }, finish_reason: "stop" }],
    }
    const output = await act({ kind: "raw", type: "application/json", body: JSON.stringify(body) })
    expect(output).toMatchObject({ message: { content: "in parts" }, firstTokenMs: null })
    expect(output.usage.inputTokens).toBeNull()
  })
})

describe("an endpoint that refuses a field", () => {
  test.each([
    ["stream_options", "stream_options"],
    ["seed", "seed"],
    ["temperature", "temperature"],
    ["stream", "stream"],
  ])("is asked without %s, and only once for all calls", async (field, absent) => {
    const server = await serve({ kind: "reply", content: "hello" })
    const error = { message: `Unknown parameter: ${field}.`, param: field }
    server.refuse = (body) => (field in body ? { kind: "status", status: 400, error } : null)
    const policy = policyOf(server)
    await policy.act(input)
    await policy.act(input)
    expect(server.requests).toHaveLength(3)
    expect(server.requests[2]?.body).not.toHaveProperty(absent)
  })

  test("gets the limit of a reply under its newer name", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    const error = { message: "Use 'max_completion_tokens' instead of 'max_tokens'.", param: "max_tokens" }
    server.refuse = (body) => ("max_tokens" in body ? { kind: "status", status: 400, error } : null)
    await policyOf(server, { maxOutputTokens: 50 }).act(input)
    expect(server.requests[1]?.body.max_completion_tokens).toBe(50)
  })

  test("is not asked at another temperature than the one wanted", async () => {
    const error = { message: "'temperature' does not support 0.2", param: "temperature" }
    const server = await serve({ kind: "status", status: 400, error })
    await expect(policyOf(server).act({ ...input, temperature: 0.2 })).rejects.toMatchObject({
      kind: "misconfigured",
    })
    expect(server.requests).toHaveLength(1)
  })
})

describe("what the endpoint answers becomes a typed error:", () => {
  test("429 with what it asks to wait, which holds the other callers too", async () => {
    const error = await failure({ kind: "status", status: 429, headers: { "retry-after": "7" } })
    expect(error).toMatchObject({ kind: "rate_limited", retryAfterMs: 7000 })
    const at = new Date(Date.now() + 30_000).toUTCString()
    const dated = await failure({ kind: "status", status: 429, headers: { "retry-after": at } })
    expect(dated.retryAfterMs).toBeGreaterThan(25_000)
    expect(
      (await failure({ kind: "status", status: 429, headers: { "retry-after": "soon" } })).retryAfterMs,
    ).toBeNull()
  })

  test("a 429 storm keeps everybody who shares the endpoint off it", async () => {
    const server = await serve({ kind: "status", status: 429, headers: { "retry-after": "30" } })
    const policy = policyOf(server)
    await expect(policy.act(input)).rejects.toMatchObject({ kind: "rate_limited" })
    const controller = new AbortController()
    const waiting = policy.act({ ...input, signal: controller.signal })
    controller.abort(new Error("enough"))
    await expect(waiting).rejects.toThrow("enough")
    expect(server.requests).toHaveLength(1)
  })

  const status = (code: number, error?: unknown): Play => ({ kind: "status", status: code, error })
  test.each<[string, Play, string]>([
    ["a spent quota", status(429, { code: "insufficient_quota", message: "pay" }), "misconfigured"],
    ["500", status(500), "unavailable"],
    [
      "502 with a page",
      { kind: "status", status: 502, headers: { "content-type": "text/html" } },
      "unavailable",
    ],
    ["503", status(503), "unavailable"],
    ["529", status(529), "unavailable"],
    ["504", status(504), "timeout"],
    ["401", status(401, { message: "bad key" }), "misconfigured"],
    ["404", status(404, { message: "no such model" }), "misconfigured"],
    ["400", status(400, "plain words"), "misconfigured"],
    [
      "a full context",
      status(400, { code: "context_length_exceeded", message: "too long" }),
      "context_limit",
    ],
    [
      "a full context in words",
      status(400, { message: "This model's maximum context length is 4096" }),
      "context_limit",
    ],
    ["a content filter", status(400, { code: "content_filter", message: "no" }), "refused"],
    ["a filtered reply", { kind: "reply", content: "", finishReason: "content_filter" }, "refused"],
    ["a refusal", { kind: "reply", refusal: "I cannot do that." }, "refused"],
    ["a reset before the headers", { kind: "reset", after: "connect" }, "unavailable"],
    ["a reset before the body", { kind: "reset", after: "headers" }, "unavailable"],
    ["a reset in the middle of the body", { kind: "reset", after: "first token" }, "unavailable"],
    ["a web page", { kind: "raw", type: "text/html", body: "<html>Sign in</html>" }, "invalid_response"],
    [
      "garbage",
      { kind: "raw", type: "text/event-stream", body: "\u0000\u0001nonsense\n\n" },
      "invalid_response",
    ],
    [
      "garbage in events",
      { kind: "raw", type: "text/event-stream", body: "data: {{{\n\n" },
      "invalid_response",
    ],
    ["garbage as JSON", { kind: "raw", type: "application/json", body: "[1," }, "invalid_response"],
    [
      "JSON of another kind",
      { kind: "raw", type: "application/json", body: '{"hello":1}' },
      "invalid_response",
    ],
    [
      "choices of another kind",
      { kind: "raw", type: "application/json", body: '{"choices":7}' },
      "invalid_response",
    ],
    ["nothing at all", { kind: "raw", type: "text/event-stream", body: "" }, "invalid_response"],
    [
      "an error in a good answer",
      { kind: "raw", type: "application/json", body: '{"error":{"code":429,"message":"later"}}' },
      "rate_limited",
    ],
    [
      "an error in the stream",
      { kind: "raw", type: "text/event-stream", body: 'data: {"error":{"message":"overloaded"}}\n\n' },
      "invalid_response",
    ],
    [
      "a stream that ends in the middle",
      { kind: "raw", type: "text/event-stream", body: 'data: {"choices":[{"delta":{"content":"I"}}]}\n\n' },
      "unavailable",
    ],
  ])("%s", async (_, play, kind) => {
    expect((await failure(play)).kind).toBe(kind)
  })

  test("a server that is not there", async () => {
    const server = await startOpenAiServer({ kind: "hang" })
    await server.close()
    await expect(policyOf(server).act(input)).rejects.toMatchObject({ kind: "unavailable" })
  })

  test("a server that hangs", async () => {
    expect((await failure({ kind: "hang" }, { timeoutMs: 50 })).kind).toBe("timeout")
  })

  test("an address that the guard refuses", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    const error = await policyOf({ ...server, host: "elsewhere" })
      .act(input)
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: "misconfigured" })
    expect(server.requests).toEqual([])
  })

  test("whose sentence is short, on one line and without the key", async () => {
    const message = `Wrong key sk-secret-key\n\u001b[31m${"x".repeat(2000)}`
    const error = await failure({ kind: "status", status: 401, error: { message } })
    expect(error.message).toContain("[redacted]")
    expect(error.message).not.toMatch(/sk-secret|\p{Cc}/u)
    expect(error.message.length).toBeLessThan(400)
  })
})

describe("the caller", () => {
  test("can give up while the endpoint hangs", async () => {
    const server = await serve({ kind: "hang" })
    const controller = new AbortController()
    const reply = policyOf(server).act({ ...input, signal: controller.signal })
    await expect.poll(() => server.requests.length).toBe(1)
    controller.abort(new Error("cancelled by a person"))
    await expect(reply).rejects.toThrow("cancelled by a person")
  })
})

describe("a model that answers badly is passed on as it is:", () => {
  const messageOf = async (play: Play): Promise<AssistantMessage> => (await act(play)).message

  test("an empty reply", async () => {
    expect(await messageOf({ kind: "reply", content: "" })).toEqual({ role: "assistant", content: "" })
    expect(await messageOf({ kind: "reply", content: null })).toEqual({ role: "assistant", content: "" })
  })

  test("200 kB", async () => {
    const content = "nonsense. ".repeat(20_000)
    expect((await messageOf({ kind: "reply", content })).content).toBe(content)
  })

  test("invalid JSON in arguments", async () => {
    const message = await messageOf({ kind: "reply", toolCalls: [call("act", '{"action": lef', "a")] })
    expect(message.tool_calls?.[0]?.function.arguments).toBe('{"action": lef')
  })

  test("arguments that are an object, as their text", async () => {
    const message = await messageOf({ kind: "reply", toolCalls: [call("act", { action: "left" }, "a")] })
    expect(message.tool_calls?.[0]?.function.arguments).toBe('{"action":"left"}')
  })

  test("an unknown tool and no arguments", async () => {
    const message = await messageOf({ kind: "reply", toolCalls: [call("fly", null, "a")] })
    expect(message.tool_calls?.[0]?.function).toEqual({ name: "fly", arguments: "" })
  })

  test("ten parallel calls, with ids where they are missing or double", async () => {
    const toolCalls = Array.from({ length: 10 }, (_, index) =>
      call("act", `{"n":${index}}`, index < 3 ? "same" : index < 6 ? `id${index}` : undefined),
    )
    const calls = (await messageOf({ kind: "reply", toolCalls })).tool_calls ?? []
    expect(calls.map((made) => made.function.arguments)).toEqual(toolCalls.map((made) => made.arguments))
    expect(new Set(calls.map(({ id }) => id)).size).toBe(10)
    expect(calls[0]?.id).toBe("same")
  })

  test("a thousand calls, of which 128 are kept", async () => {
    const toolCalls = Array.from({ length: 1000 }, () => call("act", "{}"))
    expect((await messageOf({ kind: "reply", toolCalls })).tool_calls).toHaveLength(128)
  })

  test("one that never stops, cut off with unknown usage", async () => {
    const { message, usage } = await act({ kind: "endless" })
    expect(message.content).toHaveLength(400_000)
    expect(usage).toEqual({ inputTokens: null, cachedTokens: null, outputTokens: null })
  })

  test.each([
    ["negative", { prompt_tokens: -5, completion_tokens: 7 }],
    ["absurd", { prompt_tokens: 50, completion_tokens: 9_000_000_000 }],
  ])("%s usage, as unknown", async (_, usage) => {
    const output = await act({ kind: "reply", content: "hello", usage })
    expect(output.message.content).toBe("hello")
    expect(output.usage).toEqual({ inputTokens: null, cachedTokens: null, outputTokens: null })
  })
})

describe("callers of one endpoint", () => {
  test("share its rate limit", async () => {
    const server = await serve({ kind: "reply", content: "hello" })
    const limiter = createRateLimiter(2)
    const fetch = outbound.fetchFor(new Set([server.host]))
    const endpoint = { baseUrl: server.baseUrl, key: null, headers: {}, fetch, limiter }
    const controller = new AbortController()
    const calls = ["one", "two", "three"].map((model) =>
      createOpenAiPolicy({ id: model, endpoint, model }).act({ ...input, signal: controller.signal }),
    )
    await Promise.all(calls.slice(0, 2))
    controller.abort(new Error("enough"))
    await expect(calls[2]).rejects.toThrow("enough")
    expect(server.requests.map(({ body }) => body.model).sort()).toEqual(["one", "two"])
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization")
  })
})

import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { json } from "node:stream/consumers"

export interface ServedReply {
  content?: string | null
  reasoning?: string
  refusal?: string
  toolCalls?: { id?: string; name: string; arguments: unknown }[]
  finishReason?: string
  usage?: unknown
}

/** What the server does with one request. */
export type Play =
  | ({ kind: "reply" } & ServedReply)
  | { kind: "status"; status: number; error?: unknown; headers?: Record<string, string> }
  | { kind: "raw"; type: string; body: string }
  | { kind: "hang" }
  | { kind: "reset"; after: "connect" | "headers" | "first token" }
  | { kind: "endless" }

export interface ServedRequest {
  path: string
  headers: IncomingMessage["headers"]
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was sent
  body: any
}

export interface OpenAiServer extends AsyncDisposable {
  baseUrl: string
  host: string
  requests: ServedRequest[]
  /** Plays what is left of the script, then its last entry for ever. */
  script: [Play, ...Play[]]
  /** Asked before the script; an answer of its own wins. */
  refuse: ((body: ServedRequest["body"]) => Play | null) | null
  close(): Promise<void>
}

const HONEST = { prompt_tokens: 50, completion_tokens: 7, total_tokens: 57 }

const line = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`
const chunk = (delta: unknown, finish_reason: string | null = null) =>
  line({ id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })

function toCalls(reply: ServedReply) {
  return reply.toolCalls?.map(({ id, name, arguments: args }, index) => ({
    index,
    ...(id === undefined ? {} : { id }),
    type: "function",
    function: { name, arguments: args },
  }))
}

const finishOf = (reply: ServedReply) => reply.finishReason ?? (reply.toolCalls ? "tool_calls" : "stop")

function replyWhole(reply: ServedReply, response: ServerResponse): void {
  const { content = null, refusal, reasoning, usage = HONEST } = reply
  const message = {
    role: "assistant",
    content,
    refusal,
    reasoning_content: reasoning,
    tool_calls: toCalls(reply),
  }
  response.setHeader("content-type", "application/json")
  response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: finishOf(reply) }], usage }))
}

/** Content in pieces of 16 characters, arguments cut in two, usage in a last event of its own. */
function replyStreamed(reply: ServedReply, withUsage: boolean, response: ServerResponse): void {
  response.setHeader("content-type", "text/event-stream")
  response.write(chunk({ role: "assistant", content: "" }))
  if (reply.reasoning) response.write(chunk({ reasoning_content: reply.reasoning }))
  if (reply.refusal) response.write(chunk({ refusal: reply.refusal }))
  for (const piece of reply.content?.match(/[\s\S]{1,16}/g) ?? []) response.write(chunk({ content: piece }))
  for (const call of toCalls(reply) ?? []) {
    const text = call.function.arguments
    const half = typeof text === "string" ? text.length >> 1 : 0
    const head = typeof text === "string" ? text.slice(0, half) : text
    response.write(chunk({ tool_calls: [{ ...call, function: { ...call.function, arguments: head } }] }))
    if (typeof text !== "string") continue
    const tail = { index: call.index, function: { arguments: text.slice(half) } }
    response.write(chunk({ tool_calls: [tail] }))
  }
  response.write(chunk({}, finishOf(reply)))
  if (withUsage) response.write(line({ choices: [], usage: reply.usage ?? HONEST }))
  response.end("data: [DONE]\n\n")
}

function streamForEver(response: ServerResponse): void {
  response.setHeader("content-type", "text/event-stream")
  const more = () => {
    while (!response.destroyed && response.write(chunk({ content: "and so on ".repeat(200) })));
  }
  response.on("drain", more)
  more()
}

function reset(after: "connect" | "headers" | "first token", response: ServerResponse): void {
  if (after === "connect") return void response.destroy()
  response.setHeader("content-type", "text/event-stream")
  response.flushHeaders()
  if (after === "headers") return void setImmediate(() => response.destroy())
  response.write(chunk({ content: "I was about to" }), () => response.destroy())
}

function perform(play: Play, body: ServedRequest["body"], response: ServerResponse): void {
  if (play.kind === "status") {
    response.writeHead(play.status, { "content-type": "application/json", ...play.headers })
    response.end(JSON.stringify({ error: play.error ?? { message: "no" } }))
  } else if (play.kind === "raw") response.writeHead(200, { "content-type": play.type }).end(play.body)
  else if (play.kind === "reset") reset(play.after, response)
  else if (play.kind === "endless") streamForEver(response)
  else if (play.kind === "reply" && body.stream) {
    replyStreamed(play, body.stream_options?.include_usage === true, response)
  } else if (play.kind === "reply") replyWhole(play, response)
}

/** One reply that calls the first tool with the first word that its only argument may be, streamed where that is asked for. */
export function answerChat(body: ServedRequest["body"], response: ServerResponse): void {
  const { name, parameters } = body.tools[0].function
  const [[argument, schema]] = Object.entries<{ enum: string[] }>(parameters.properties) as [
    [string, { enum: string[] }],
  ]
  const toolCalls = [{ id: "call_1", name, arguments: JSON.stringify({ [argument]: schema.enum[0] }) }]
  perform({ kind: "reply", toolCalls }, body, response)
}

/** A server of OpenAI's chat completions on the loopback that behaves as its script says, well or badly. */
export async function startOpenAiServer(...script: [Play, ...Play[]]): Promise<OpenAiServer> {
  const http = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve())
      http.closeAllConnections()
    })
  const server: OpenAiServer = {
    baseUrl: `http://${host}/v1`,
    host,
    requests: [],
    script,
    refuse: null,
    close,
    [Symbol.asyncDispose]: close,
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === "POST" ? await json(request) : null
    server.requests.push({ path: request.url ?? "", headers: request.headers, body })
    const [play, ...rest] = server.script
    const refusal = server.refuse?.(body)
    if (refusal) return perform(refusal, body, response)
    if (rest[0]) server.script = [rest[0], ...rest.slice(1)]
    perform(play, body, response)
  }

  return server
}

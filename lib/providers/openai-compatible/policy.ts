import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import { AppError } from "@/lib/domain/errors"
import { PolicyError } from "@/lib/domain/policy-error"
import { redact } from "@/lib/providers/answer-text"
import { type Endpoint, endpointHeaders, endpointUrl } from "@/lib/providers/openai-compatible/endpoint"
import {
  type EndpointError,
  parseEndpointError,
  toPolicyError,
} from "@/lib/providers/openai-compatible/endpoint-error"
import { readEvents } from "@/lib/providers/openai-compatible/event-stream"
import { readPieces, readText } from "@/lib/providers/openai-compatible/read-text"
import { Reply } from "@/lib/providers/openai-compatible/reply"
import {
  createRequestBody,
  type Droppable,
  findRefusedField,
} from "@/lib/providers/openai-compatible/request-body"
import { parseUsage } from "@/lib/providers/openai-compatible/usage"
import { readRetryAfter } from "@/lib/providers/retry-after"

const ERROR_LIMIT_CHARS = 64 * 1024
const DEFAULT_TIMEOUT_MS = 120_000

export interface OpenAiPolicyOptions {
  id: string
  endpoint: Endpoint
  /** As the endpoint names it. */
  model: string
  maxOutputTokens?: number | null
  /** Of one call, from sending to the last byte. */
  timeoutMs?: number
}

interface Timing {
  startedMs: number
  firstTokenMs: number | null
}

interface Sent {
  response: Response
  bodyBytes: number
  timing: Timing
}

/** A model behind an endpoint that speaks OpenAI's chat completions. Calls fail with a PolicyError or the caller's abort. */
export function createOpenAiPolicy(options: OpenAiPolicyOptions): Policy {
  const dropped = new Set<Droppable>()
  return { id: options.id, act: (input) => new Call(options, dropped, input).act() }
}

class Call {
  readonly #options: OpenAiPolicyOptions
  /** Shared by the calls of a policy, so that a server is asked only once for what it refuses. */
  readonly #dropped: Set<Droppable>
  readonly #input: ActInput
  #timeout: AbortSignal | null = null

  constructor(options: OpenAiPolicyOptions, dropped: Set<Droppable>, input: ActInput) {
    this.#options = options
    this.#dropped = dropped
    this.#input = input
  }

  async act(): Promise<ActOutput> {
    try {
      const sent = await this.#sendAccepted()
      const reply = await readReply(sent)
      const message = reply.toMessage(this.#input.messages.length)
      const { bodyBytes, timing } = sent
      return {
        message,
        usage: parseUsage(reply.usage, { bodyBytes, replyChars: reply.chars }),
        latencyMs: performance.now() - timing.startedMs,
        firstTokenMs: timing.firstTokenMs,
        costMicro: null,
      }
    } catch (error) {
      throw this.#explain(error)
    }
  }

  /** Sends until the server accepts the form of the request; every field is given up at most once. */
  async #sendAccepted(): Promise<Sent> {
    for (;;) {
      const body = createRequestBody(this.#input, {
        model: this.#options.model,
        maxOutputTokens: this.#options.maxOutputTokens ?? null,
        dropped: this.#dropped,
      })
      const sent = await this.#send(JSON.stringify(body))
      if (sent.response.ok) return sent
      const error = await this.#readError(sent.response)
      const field = error.status === 400 || error.status === 422 ? findRefusedField(error, body) : null
      if (!field) throw this.#fail(error, sent.response.headers)
      this.#dropped.add(field)
    }
  }

  async #send(body: string): Promise<Sent> {
    const { endpoint, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options
    const { signal } = this.#input
    await endpoint.limiter.acquire(signal)
    this.#timeout = AbortSignal.timeout(timeoutMs)
    const timing: Timing = { startedMs: performance.now(), firstTokenMs: null }
    const response = await endpoint.fetch(endpointUrl(endpoint, "chat/completions"), {
      method: "POST",
      headers: endpointHeaders(endpoint),
      body,
      signal: signal ? AbortSignal.any([signal, this.#timeout]) : this.#timeout,
    })
    return { response, bodyBytes: Buffer.byteLength(body), timing }
  }

  async #readError(response: Response): Promise<EndpointError> {
    const { key, headers } = this.#options.endpoint
    const text = redact(await readText(response, ERROR_LIMIT_CHARS), [key, ...Object.values(headers)])
    return parseEndpointError(response.status, text)
  }

  #fail(error: EndpointError, headers: Headers): PolicyError {
    const retryAfterMs = readRetryAfter(headers, Date.now())
    if (retryAfterMs !== null) this.#options.endpoint.limiter.hold(retryAfterMs)
    return toPolicyError(error, retryAfterMs)
  }

  #explain(error: unknown): unknown {
    if (this.#input.signal?.aborted) return this.#input.signal.reason
    if (error instanceof PolicyError) return error
    if (this.#timeout?.aborted) {
      return new PolicyError("timeout", "The endpoint took too long to answer.", { cause: error })
    }
    if (error instanceof AppError) return new PolicyError("misconfigured", error.message, { cause: error })
    return new PolicyError("unavailable", "The endpoint cannot be reached, or broke off.", { cause: error })
  }
}

async function readReply(sent: Sent): Promise<Reply> {
  const { response } = sent
  const type = response.headers.get("content-type") ?? ""
  if (type.includes("html")) {
    await response.body?.cancel()
    throw new PolicyError("invalid_response", "The endpoint answered with a web page; is the base URL right?")
  }
  const reply = new Reply()
  if (type.includes("json")) {
    reply.add(await readText(response))
    if (reply.finishReason === null && reply.chars === 0) throw notAReply()
    return reply
  }
  return readStream(sent, reply)
}

async function readStream({ response, timing }: Sent, reply: Reply): Promise<Reply> {
  let isDone = false
  for await (const data of readEvents(readPieces(response))) {
    isDone = data.trim() === "[DONE]"
    if (isDone) break
    reply.add(data)
    if (reply.chars > 0) timing.firstTokenMs ??= performance.now() - timing.startedMs
    if (reply.isFull) return reply
  }
  if (reply.finishReason === null && reply.chars === 0) throw notAReply()
  if (reply.finishReason === null && !isDone) {
    throw new PolicyError("unavailable", "The endpoint broke off in the middle of its reply.")
  }
  return reply
}

function notAReply(): PolicyError {
  return new PolicyError("invalid_response", "The endpoint sent something that is not a chat completion.")
}

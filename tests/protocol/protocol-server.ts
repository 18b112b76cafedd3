import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import type { z } from "zod"

/** What the server does with one request instead of what it was asked; `after`: it does that, and the answer gets lost. */
export type Play =
  | { kind: "status"; status: number; body: unknown; headers?: Record<string, string> }
  | { kind: "reset"; when: "before" | "half-way" | "after" }
  | { kind: "pass" }

export interface Exchange {
  method: string
  path: string
  params: Record<string, string>
  query: URLSearchParams
  headers: IncomingMessage["headers"]
  request: IncomingMessage
  /** The body as JSON of exactly this shape; anything more or else is a violation. */
  json<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>>
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  /** In the place of a body: whoever wants to writes itself. */
  write?(response: ServerResponse): void
}

type Serve = (exchange: Exchange) => Promise<Answer> | Answer

interface ServedRoute {
  name: string
  method: string
  pattern: RegExp
  queries: readonly string[]
  serve: Serve
}

/** A breach of the protocol; the client hears of it as a 400, the test by `violations`. */
export class Violation extends Error {}

/**
 * A server that knows its routes exactly: an unknown path, query or field is a violation. It counts what it is asked by the
 * name of the route, and plays what a test wants instead of an answer.
 */
export class ProtocolServer implements AsyncDisposable {
  readonly violations: string[] = []
  readonly counts: Record<string, number> = {}
  /** Seen by every request before its route; throws Violation, or answers in its place. */
  guard: (exchange: Exchange, name: string) => Answer | null = () => null
  readonly #routes: ServedRoute[] = []
  readonly #plays = new Map<string, Play[]>()
  readonly #http = createServer((request, response) => {
    this.#answer(request, response).catch((error) => {
      this.violations.push(`the server failed: ${error instanceof Error ? error.stack : error}`)
      response.destroy()
    })
  })
  #port = 0

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(port, "127.0.0.1", resolve))
    this.#port = (this.#http.address() as AddressInfo).port
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** `:name` in the path is one segment; the queries are all that may be asked. */
  on(name: string, method: string, path: string, queries: readonly string[], serve: Serve): void {
    const source = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\/@(\w+)/g, "/(?<$1>[^/:]+)")
    this.#routes.push({ name, method, pattern: new RegExp(`^${source}$`), queries, serve })
  }

  /** What the next requests of a route get, in turn. */
  play(name: string, ...plays: Play[]): void {
    this.#plays.set(name, [...(this.#plays.get(name) ?? []), ...plays])
  }

  count(name: string): number {
    return this.counts[name] ?? 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve())
      this.#http.closeAllConnections()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.origin)
    const found = this.#find(request.method ?? "GET", url)
    if (!found) {
      this.violations.push(`no such request: ${request.method} ${url.pathname}`)
      request.resume()
      return send(response, { status: 404, body: { error: { message: "no such path", code: "not_found" } } })
    }
    const { route, params } = found
    this.counts[route.name] = this.count(route.name) + 1
    const play = this.#plays.get(route.name)?.shift()
    if (play?.kind === "reset" && play.when === "before") return void request.socket.destroy()
    if (play?.kind === "reset" && play.when === "half-way") {
      return void request.once("data", () => request.socket.destroy())
    }
    if (play?.kind === "status") {
      request.resume()
      return send(response, play)
    }
    const answer = await this.#serve(route, toExchange(request, url, params))
    if (play?.kind === "reset") return void request.socket.destroy()
    send(response, answer)
  }

  async #serve(route: ServedRoute, exchange: Exchange): Promise<Answer> {
    try {
      for (const query of new Set(exchange.query.keys())) {
        if (!route.queries.includes(query)) throw new Violation(`the query ${query}`)
      }
      return this.guard(exchange, route.name) ?? (await route.serve(exchange))
    } catch (error) {
      if (!(error instanceof Violation)) throw error
      this.violations.push(`${route.name}: ${error.message}`)
      exchange.request.resume()
      return { status: 400, body: { error: { message: error.message, type: "invalid_request_error" } } }
    }
  }

  #find(method: string, url: URL) {
    for (const route of this.#routes) {
      const match = route.method === method ? route.pattern.exec(url.pathname) : null
      if (match) return { route, params: { ...match.groups } as Record<string, string> }
    }
    return null
  }
}

function toExchange(request: IncomingMessage, url: URL, params: Record<string, string>): Exchange {
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    params,
    query: url.searchParams,
    headers: request.headers,
    request,
    async json(schema) {
      if (!request.headers["content-type"]?.startsWith("application/json")) {
        throw new Violation(`the content type ${request.headers["content-type"]}`)
      }
      return requireShape(schema, JSON.parse(await text(request)), "the body")
    },
  }
}

export function requireShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const said = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`)
  throw new Violation(`${what}: ${said.join("; ")}`)
}

function send(response: ServerResponse, { status = 200, headers = {}, body, write }: Answer): void {
  if (write) {
    write(response)
    return
  }
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    "x-request-id": `req_${Math.random().toString(36).slice(2, 10)}`,
    ...headers,
  })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as NodeStream } from "node:stream/web"
import type { Handler } from "@/lib/http/handle"
import { answerNoRoute } from "@/lib/http/no-route"
import { readRequestId } from "@/lib/http/request-id"
import { type FoundHandler, findHandlers } from "@/tests/contracts/find-handlers"

export interface ApiServer {
  url: string
  close(): Promise<void>
}

function matchPath(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const match = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path)
  return (
    match &&
    Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] as string)]))
  )
}

function findRoute(handlers: FoundHandler[], method: string, path: string) {
  const fits = handlers.filter((one) => one.method === method && matchPath(one.path, path))
  // A folder with a fixed name goes before one with a parameter.
  const [best] = fits.sort((left, right) => left.path.split("{").length - right.path.split("{").length)
  return best && { handler: best.handler as Handler, params: matchPath(best.path, path) ?? {} }
}

function toRequest(incoming: IncomingMessage, origin: string): Request {
  const method = incoming.method ?? "GET"
  const hasBody = method !== "GET" && method !== "DELETE"
  return new Request(origin + incoming.url, {
    method,
    headers: incoming.headers as Record<string, string>,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" } : {}),
  } as RequestInit)
}

async function answer(handlers: FoundHandler[], incoming: IncomingMessage, outgoing: ServerResponse) {
  const request = toRequest(incoming, `http://${incoming.headers.host}`)
  const { pathname } = new URL(request.url)
  const route = findRoute(handlers, request.method, pathname)
  const response = route
    ? await route.handler(request, { params: Promise.resolve(route.params) })
    : answerNoRoute(request.method, pathname, readRequestId(request.headers))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body) await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing)
  else outgoing.end()
}

/** The whole HTTP API on a port of its own, without Next: real sockets, real streams, the product's handlers. */
export async function startApiServer(fixedPort = 0): Promise<ApiServer> {
  const handlers = await findHandlers()
  const server: Server = createServer((incoming, outgoing) => {
    answer(handlers, incoming, outgoing).catch((error: Error) => outgoing.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(fixedPort, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

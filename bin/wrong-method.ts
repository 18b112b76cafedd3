import type { IncomingMessage, ServerResponse } from "node:http"
import { readRequestId } from "@/lib/http/request-id"

type Call = (...parameters: unknown[]) => ServerResponse

/** Loaded when it is first needed: the descriptions of all routes are large, and Next has its own copy of them. */
async function describe(request: IncomingMessage): Promise<Response> {
  const { answerNoRoute } = await import("@/lib/http/no-route")
  const { pathname } = new URL(request.url ?? "", "http://localhost")
  const requestId = readRequestId(
    new Headers({ "x-request-id": String(request.headers["x-request-id"] ?? "") }),
  )
  return answerNoRoute(request.method ?? "", pathname, requestId)
}

/** Next answers a method that an address of the API does not take with a bare 405: holds that back, and says what it takes. */
export function explainWrongMethod(request: IncomingMessage, response: ServerResponse): void {
  if (!request.url?.startsWith("/api/v1")) return
  const send = { writeHead: response.writeHead as Call, end: response.end as Call }
  const isRefused = () => response.statusCode === 405 && !response.headersSent
  const explain = async () => {
    const answer = await describe(request)
    Object.assign(response, send)
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  }
  Object.assign(response, {
    writeHead: (status: number, ...rest: unknown[]) =>
      status === 405 ? response : send.writeHead.call(response, status, ...rest),
    end: (...parameters: unknown[]) => {
      if (!isRefused()) return send.end.apply(response, parameters)
      explain().catch((error: Error) => response.destroy(error))
      return response
    },
  })
}

import type { Handler } from "@/lib/http/handle"

export interface CallOptions {
  params?: Record<string, string>
  headers?: Record<string, string>
  query?: string
  body?: unknown
}

export const ORIGIN = "http://127.0.0.1:3000"

/** Calls a route handler as Next would, without Next. */
export function callHandler(handler: Handler, options: CallOptions = {}): Promise<Response> {
  const { params = {}, headers = {}, query = "", body } = options
  const path = handler.route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name)
  const request = new Request(ORIGIN + path + query, {
    method: handler.route.method,
    headers: { host: "127.0.0.1:3000", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return handler(request, { params: Promise.resolve(params) })
}

export function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}

import type { Problem } from "@/lib/contracts/problem"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"
import { AppError, type ErrorCode } from "@/lib/domain/errors"

export interface CallOptions {
  baseUrl?: string
  headers?: Record<string, string>
  signal?: AbortSignal
  /** The raw body of a route that `accepts` something other than a JSON object. */
  body?: BodyInit
}

/** The URL of a route with its path filled in and, for GET and DELETE, the rest of the input as its query. */
export function routeUrl<R extends Route>(route: R, input: RouteInput<R>, baseUrl = ""): string {
  const rest = new Map(Object.entries((input ?? {}) as Record<string, unknown>))
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return encodeURIComponent(String(value))
  })
  if (!(route.method === "GET" || route.method === "DELETE" || route.accepts)) return baseUrl + path
  const query = new URLSearchParams()
  for (const [key, value] of rest) {
    if (value === undefined || value === null || value === "") continue
    for (const item of Array.isArray(value) ? value : [value]) query.append(key, String(item))
  }
  return query.size > 0 ? `${baseUrl}${path}?${query}` : baseUrl + path
}

async function toError(response: Response): Promise<AppError> {
  const problem = (await response.json().catch(() => null)) as Problem | null
  const code: ErrorCode = problem?.code ?? "UNAVAILABLE"
  return new AppError(
    code,
    problem?.detail ?? `The server answered ${response.status}.`,
    problem?.issues ?? [],
  )
}

function toRequest<R extends Route>(route: R, input: RouteInput<R>, options: CallOptions): RequestInit {
  const { method, accepts } = route
  const shared = { method, signal: options.signal }
  if (method === "GET" || method === "DELETE") return { ...shared, headers: options.headers }
  const headers = { "content-type": accepts?.[0] ?? "application/json", ...options.headers }
  if (!accepts) return { ...shared, headers, body: JSON.stringify(input ?? {}) }
  // Node sends a streamed body only when told that the answer comes after it.
  return { ...shared, headers, body: options.body, duplex: "half" } as RequestInit
}

/** Calls a route and returns its typed answer. @throws AppError with the server's own code and sentence. */
export async function call<R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: CallOptions = {},
): Promise<RouteOutput<R>> {
  const response = await fetch(routeUrl(route, input, options.baseUrl), toRequest(route, input, options))
  if (!response.ok) throw await toError(response)
  return (await response.json()) as RouteOutput<R>
}

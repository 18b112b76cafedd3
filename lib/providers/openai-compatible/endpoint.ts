import type { OutboundFetch } from "@/lib/contracts/outbound"
import type { RateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"

/** A server that speaks OpenAI's chat completions, with what is needed to be let in. */
export interface Endpoint {
  /** May hold a query, which stays; the path gets `/chat/completions` appended. */
  baseUrl: string
  key: string | null
  headers: Record<string, string>
  fetch: OutboundFetch
  limiter: RateLimiter
}

export function endpointUrl({ baseUrl }: Pick<Endpoint, "baseUrl">, path: string): string {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`
  return url.href
}

export function endpointHeaders({ key, headers }: Pick<Endpoint, "key" | "headers">): Record<string, string> {
  return {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...headers,
  }
}

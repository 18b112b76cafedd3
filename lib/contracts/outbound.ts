export interface OutboundRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  headers: Record<string, string>
  /** A stream is sent as it comes and cannot be sent again to where a redirect leads. */
  body?: string | ReadableStream<Uint8Array>
  signal?: AbortSignal
  /** `manual` answers a redirect as it is, for protocols in which it is the answer; nobody follows it then. */
  redirect?: "follow" | "manual"
}

/**
 * How a provider reaches the internet: handed in by a service, which guards where it leads.
 * @throws AppError INVALID_INPUT where the guard says no; whatever `fetch` throws otherwise.
 */
export type OutboundFetch = (url: string, request: OutboundRequest) => Promise<Response>

export interface OutboundRequest {
  method: "GET" | "POST"
  headers: Record<string, string>
  body?: string
  signal?: AbortSignal
}

/**
 * How a provider reaches the internet: handed in by a service, which guards where it leads.
 * @throws AppError INVALID_INPUT where the guard says no; whatever `fetch` throws otherwise.
 */
export type OutboundFetch = (url: string, request: OutboundRequest) => Promise<Response>

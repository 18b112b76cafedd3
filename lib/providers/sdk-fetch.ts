import type { OutboundFetch, OutboundRequest } from "@/lib/contracts/outbound"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

/** The guarded way out in the form that SDKs take. Forms and files are streamed, never held. */
export function toSdkFetch(fetch: OutboundFetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const isText = typeof init.body === "string"
    // Only a Request knows the boundary of a form and the type of a blob.
    const request = new Request(input, { ...init, duplex: "half" } as RequestInit)
    const outgoing: OutboundRequest = {
      method: METHODS.find((method) => method === request.method) ?? "GET",
      headers: Object.fromEntries(request.headers),
      signal: request.signal,
    }
    if (isText) outgoing.body = init.body as string
    else if (request.body) outgoing.body = request.body
    return fetch(request.url, outgoing)
  }
}

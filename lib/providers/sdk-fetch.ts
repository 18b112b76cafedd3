import type { OutboundFetch, OutboundRequest } from "@/lib/contracts/outbound"
import { toFormStream } from "@/lib/providers/form-stream"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

function encodeBody(body: unknown): { body?: OutboundRequest["body"]; headers: Record<string, string> } {
  if (body === undefined || body === null) return { headers: {} }
  if (typeof body === "string") return { body, headers: {} }
  if (!(body instanceof FormData)) throw new TypeError("an SDK sends text or a form")
  const form = toFormStream(body)
  return {
    body: form.body,
    headers: { "content-type": form.type, "content-length": String(form.byteCount) },
  }
}

/** The guarded way out in the form that SDKs take. Forms are streamed, never held. */
export function toSdkFetch(fetch: OutboundFetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const encoded = encodeBody(init.body)
    return fetch(url, {
      method: METHODS.find((method) => method === init.method?.toUpperCase()) ?? "GET",
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...encoded.headers },
      ...(encoded.body === undefined ? {} : { body: encoded.body }),
      ...(init.signal ? { signal: init.signal } : {}),
    })
  }
}

import type { OutboundRequest } from "@/lib/contracts/outbound"
import { ProviderError } from "@/lib/domain/provider-error"
import type { ProviderAccess } from "@/lib/providers/provider"
import { fromSdkError, readErrorBody, toProviderError } from "@/lib/providers/sdk-error"

const ERROR_CHARS = 4000
const TIMEOUT_MS = 60_000

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text.slice(0, ERROR_CHARS)
    throw error
  }
}

/** The error of an answer that is not one. */
export async function readFailure(response: Response, access: ProviderAccess): Promise<ProviderError> {
  const body = parseLoosely(await response.text())
  return toProviderError(
    { status: response.status, headers: response.headers, ...readErrorBody(body) },
    access,
  )
}

/** Sends; a lost connection, a time-out and an answer of failure are ProviderErrors. */
export async function fetchOk(
  url: string,
  request: OutboundRequest,
  access: ProviderAccess,
  isOk: (response: Response) => boolean = ({ ok }) => ok,
): Promise<Response> {
  try {
    const response = await access.fetch(url, request)
    if (!isOk(response)) throw await readFailure(response, access)
    return response
  } catch (error) {
    if (error instanceof ProviderError) throw error
    // The caller's own abort is nothing that the provider did; its time limit is.
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError"
    throw request.signal?.aborted && !isTimeout ? error : fromSdkError(error, access)
  }
}

export interface JsonAnswer {
  body: unknown
  requestId: string | null
}

/** One call of a JSON API. */
export async function fetchJson(
  url: string,
  {
    method,
    headers,
    body,
  }: { method: OutboundRequest["method"]; headers: Record<string, string>; body?: unknown },
  access: ProviderAccess,
): Promise<JsonAnswer> {
  const response = await fetchOk(
    url,
    {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    },
    access,
  )
  const text = await response.text()
  return { body: text ? JSON.parse(text) : {}, requestId: response.headers.get("x-request-id") }
}

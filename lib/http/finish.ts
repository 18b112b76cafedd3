import { SECURITY_HEADERS } from "@/lib/http/security-headers"

/** Answers are for this caller only and are what their type says. */
export function finish(response: Response, requestId: string): Response {
  const { body, status, statusText } = response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value)
  headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
  headers.set("x-request-id", requestId)
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store")
  return new Response(body, { status, statusText, headers })
}

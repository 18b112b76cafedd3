import { randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { isTrustedHost } from "@/lib/auth/trusted-host"
import { getEnv } from "@/lib/env"
import { readRequestId } from "@/lib/http/request-id"
import {
  contentSecurityPolicy,
  readSharedPage,
  SECURITY_HEADERS,
  sharedPageHeaders,
} from "@/lib/http/security-headers"

/**
 * Pages only: the HTTP API guards itself in `handle()`, and Next buffers the body of whatever passes here. Nothing relies
 * on this alone; every page asks for its actor again.
 */
export function proxy(request: NextRequest): NextResponse {
  const env = getEnv()
  const host = request.headers.get("host") ?? ""
  if (!isTrustedHost(host, env)) {
    return new NextResponse("This host name is not one of ours; set PUBLIC_URL to the address you use.\n", {
      status: 403,
      headers: SECURITY_HEADERS,
    })
  }
  const share = readSharedPage(request.nextUrl.pathname)
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), !env.isProduction, share)
  const requestId = readRequestId(request.headers)
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", policy)
  headers.set("x-request-id", requestId)
  headers.set("x-winnow-path", request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  for (const [name, value] of Object.entries(share ? sharedPageHeaders(share) : {})) {
    if (value === null) response.headers.delete(name)
    else response.headers.set(name, value)
  }
  response.headers.set("content-security-policy", policy)
  response.headers.set("x-request-id", requestId)
  return response
}

export const config = { matcher: ["/((?!api/|v1/|_next/static/|_next/image/).*)"] }

import type { NextApiRequest, NextApiResponse } from "next"
import NextAuth, { type NextAuthOptions } from "next-auth"
import { publicOrigin } from "@/lib/auth/trusted-host"
import type { Env } from "@/lib/env"

// next-auth derives its own address from the headers we hand it below; nothing from outside may override that.
process.env.AUTH_TRUST_HOST = "true"
delete process.env.NEXTAUTH_URL

type Interop = typeof NextAuth & { default?: typeof NextAuth }

/** Plain Node and the test runner see the module object of this CommonJS package, the bundler its default. */
const runNextAuth = (NextAuth as Interop).default ?? NextAuth

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method !== "POST") return {}
  const text = await request.text()
  if (text.length > 64 * 1024) return {}
  return Object.fromEntries(new URLSearchParams(text))
}

function parseCookies(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=")
    return at > 0 ? [[part.slice(0, at).trim(), safeDecode(part.slice(at + 1).trim())] as const] : []
  })
  return Object.fromEntries(pairs)
}

function safeDecode(value: string): string {
  return /%(?![0-9a-f]{2})/i.test(value) ? value : decodeURIComponent(value)
}

/** Collects what next-auth writes to a Node response into a web one. */
class ResponseCollector {
  readonly headers = new Headers()
  #status = 200
  #body: string | null = null

  status(code: number): this {
    this.#status = code
    return this
  }

  getHeader(name: string): string | string[] | null {
    return name.toLowerCase() === "set-cookie" ? this.headers.getSetCookie() : this.headers.get(name)
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.delete(name)
    for (const item of Array.isArray(value) ? value : [value]) this.headers.append(name, item)
    return this
  }

  json(value: unknown): void {
    this.headers.set("content-type", "application/json")
    this.#body = JSON.stringify(value)
  }

  send(body: unknown): void {
    if (typeof body === "string") this.#body = body
    else if (body !== undefined && body !== null) this.json(body)
  }

  end(): void {}

  toResponse(): Response {
    this.headers.set("cache-control", "private, no-store")
    return new Response(this.#body, { status: this.#status, headers: this.headers })
  }
}

/**
 * Runs next-auth on a web request. The address it believes to have is PUBLIC_URL or the Host we checked, so that the
 * redirects and the callback it makes stay here.
 */
export async function handleNextAuth(
  request: Request,
  segments: string[],
  env: Env,
  options: NextAuthOptions,
): Promise<Response> {
  const url = new URL(request.url)
  const origin = new URL(publicOrigin(request, env))
  const headers = {
    ...Object.fromEntries(request.headers),
    "x-forwarded-host": origin.host,
    "x-forwarded-proto": origin.protocol.slice(0, -1),
  }
  const query = { ...Object.fromEntries(url.searchParams), nextauth: segments }
  const nodeRequest = {
    method: request.method,
    headers,
    query,
    cookies: parseCookies(request.headers.get("cookie")),
    body: await readBody(request),
  }
  const collector = new ResponseCollector()
  await runNextAuth(
    nodeRequest as unknown as NextApiRequest,
    collector as unknown as NextApiResponse,
    options,
  )
  return collector.toResponse()
}

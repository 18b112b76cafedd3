import { AppError } from "@/lib/domain/errors"
import type { Env } from "@/lib/env"

export type Binding = Pick<Env, "host" | "publicUrl">

const WILDCARDS = new Set(["0.0.0.0", "::", "[::]"])
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/

/** The host name of a Host header in lower case, without its port; null when it is none. */
function parseHost(header: string): string | null {
  const match = /^(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/.exec(header)
  return match?.[1]?.toLowerCase().replace(/\.$/, "") ?? null
}

/**
 * True when a Host header names this server, which a page that rebinds its own domain to us cannot do. A server on
 * all interfaces also answers to any address: only names can be rebound.
 */
export function isTrustedHost(header: string, { host, publicUrl }: Binding): boolean {
  const name = parseHost(header)
  if (!name) return false
  const bound = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host
  const own = ["localhost", "127.0.0.1", "[::1]", bound.toLowerCase()]
  if (publicUrl) own.push(new URL(publicUrl).hostname)
  return own.includes(name) || (WILDCARDS.has(host) && ADDRESS.test(name))
}

/** @throws AppError FORBIDDEN unless Host, and X-Forwarded-Host where a proxy set it, name this server. */
export function requireTrustedHost(request: Request, binding: Binding): void {
  const forwarded = request.headers.get("x-forwarded-host")
  const host = request.headers.get("host") ?? new URL(request.url).host
  for (const header of forwarded ? [host, forwarded] : [host]) {
    if (isTrustedHost(header, binding)) continue
    throw new AppError(
      "FORBIDDEN",
      "This host name is not one of ours; set PUBLIC_URL to the address you use.",
    )
  }
}

/** The origin the browser sees: PUBLIC_URL, else the trusted Host it asked for, over plain HTTP. */
export function publicOrigin(request: Request, { publicUrl }: Binding): string {
  if (publicUrl) return new URL(publicUrl).origin
  return `http://${request.headers.get("host") ?? new URL(request.url).host}`
}

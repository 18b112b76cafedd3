import type { LookupAddress } from "node:dns"
import { lookup as lookupName } from "node:dns/promises"
import type { LookupFunction } from "node:net"
import { Agent, fetch, type RequestInit } from "undici"
import type { OutboundFetch, OutboundRequest } from "@/lib/contracts/outbound"
import { AppError } from "@/lib/domain/errors"
import { type AllowedHosts, requireAllowedUrl, requireReach } from "@/lib/services/outbound/require-allowed"

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const KEEPS_METHOD = new Set([307, 308])
const REDIRECT_LIMIT = 3
const CONNECT_TIMEOUT_MS = 10_000
/** What may follow a redirect to another origin: nothing that could be a key. */
const HARMLESS_HEADERS = new Set(["accept", "content-type"])

type UndiciStream = NonNullable<RequestInit["body"]>

export type Resolve = (hostname: string) => Promise<LookupAddress[]>

export interface Outbound {
  /** A fetch that reaches public addresses, and the own network only at these hosts. */
  fetchFor(allowedHosts: AllowedHosts): OutboundFetch
  /** The check at save time; a name that does not resolve yet passes. @throws AppError INVALID_INPUT */
  requireReachable(url: URL, allowedHosts: AllowedHosts): Promise<void>
  close(): Promise<void>
}

/** Resolves and judges in one step, so that the address that was judged is the one that is connected to. */
function guardLookup(resolve: Resolve, isLocalAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const judged = resolve(hostname).then((addresses) => {
      for (const { address } of addresses) requireReach(hostname, address, isLocalAllowed)
      return addresses
    })
    judged.then(
      (addresses) => {
        const [first] = addresses
        if (options.all) callback(null, addresses)
        else callback(null, first?.address ?? "", first?.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    )
  }
}

function createAgent(resolve: Resolve, isLocalAllowed: boolean): Agent {
  return new Agent({
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { lookup: guardLookup(resolve, isLocalAllowed), timeout: CONNECT_TIMEOUT_MS },
  })
}

function findRefusal(error: unknown): AppError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause
  }
  return null
}

function redirected(from: URL, request: OutboundRequest, status: number, location: string | null) {
  const url = location !== null && URL.canParse(location, from) ? new URL(location, from) : null
  const mayFollow = request.method === "GET" || (KEEPS_METHOD.has(status) && typeof request.body !== "object")
  if (!url || !mayFollow) {
    throw new AppError("INVALID_INPUT", `${from.host} redirects elsewhere (${status}); give its own address.`)
  }
  if (url.origin === from.origin) return { url, request }
  const headers = Object.entries(request.headers).filter(([name]) => HARMLESS_HEADERS.has(name.toLowerCase()))
  return { url, request: { ...request, headers: Object.fromEntries(headers) } }
}

export function createOutbound(
  resolve: Resolve = (hostname) => lookupName(hostname, { all: true }),
): Outbound {
  const publicAgent = createAgent(resolve, false)
  const localAgent = createAgent(resolve, true)

  async function send(url: URL, request: OutboundRequest, allowedHosts: AllowedHosts): Promise<Response> {
    requireAllowedUrl(url, allowedHosts)
    const dispatcher = allowedHosts.has(url.host) ? localAgent : publicAgent
    try {
      // The same standards; undici only types them apart from the global ones.
      const body = request.body as string | UndiciStream | undefined
      const init = { ...request, body, redirect: "manual", duplex: "half", dispatcher } as const
      return (await fetch(url, init)) as unknown as Response
    } catch (error) {
      throw findRefusal(error) ?? error
    }
  }

  return {
    fetchFor: (allowedHosts) => async (address, first) => {
      let next = { url: new URL(address), request: first }
      for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
        const response = await send(next.url, next.request, allowedHosts)
        if (!REDIRECTS.has(response.status) || first.redirect === "manual") return response
        await response.body?.cancel()
        next = redirected(next.url, next.request, response.status, response.headers.get("location"))
      }
      throw new AppError("INVALID_INPUT", `${next.url.host} redirects more than ${REDIRECT_LIMIT} times.`)
    },

    async requireReachable(url, allowedHosts) {
      requireAllowedUrl(url, allowedHosts)
      const hostname = url.hostname.replace(/^\[|\]$/g, "")
      const addresses = await resolve(hostname).catch(() => [])
      for (const { address } of addresses) requireReach(hostname, address, allowedHosts.has(url.host))
    },

    async close() {
      await Promise.all([publicAgent.destroy(), localAgent.destroy()])
    },
  }
}

/** The one way out of this process. */
export const outbound = createOutbound()

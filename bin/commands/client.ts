import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { type CallOptions, call, routeUrl } from "@/lib/api-client/call"
import type { Problem } from "@/lib/contracts/problem"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"
import { type Env, getEnv } from "@/lib/env"

const announcementSchema = z.object({ url: z.string() })

/** A server and the right to speak to it. */
export interface Client {
  readonly url: string
  call<R extends Route>(
    route: R,
    input: RouteInput<R>,
    options?: Pick<CallOptions, "body">,
  ): Promise<RouteOutput<R>>
  /** The raw answer of a route that streams. */
  download<R extends Route>(route: R, input: RouteInput<R>): Promise<Response>
}

/** Where the server that runs from this WINNOW_HOME said it is; null when none does. */
function readAnnouncement(home: string): string | null {
  const file = join(home, "server.json")
  if (!existsSync(file)) return null
  return announcementSchema.parse(JSON.parse(readFileSync(file, "utf8"))).url
}

function requireUrl(env: Env): string {
  const url = env.serverUrl ?? readAnnouncement(env.home)
  if (url) return url.replace(/\/$/, "")
  throw new AppError(
    "UNAVAILABLE",
    "No Winnow server runs here. Start one with `npm start`, or set WINNOW_URL to one that runs elsewhere.",
  )
}

/** The token of this machine is for the server that runs from this folder and never leaves for another address. */
function readToken(env: Env, url: string): string {
  if (env.apiKey) return env.apiKey
  const file = join(env.home, "local-token")
  if (url === readAnnouncement(env.home) && existsSync(file)) return readFileSync(file, "utf8").trim()
  throw new AppError(
    "UNAUTHENTICATED",
    `Set WINNOW_API_KEY to a key of ${url}; \`winnow keys create\` on its machine makes one.`,
  )
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === "fetch failed"
}

async function reach<T>(url: string, request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (cause) {
    if (!isUnreachable(cause)) throw cause
    const sentence = `Nothing answers at ${url}. Start the server with \`npm start\`, or change WINNOW_URL.`
    throw new AppError("UNAVAILABLE", sentence, [], { cause })
  }
}

export function openClient(env: Env = getEnv()): Client {
  const url = requireUrl(env)
  const headers = { authorization: `Bearer ${readToken(env, url)}` }
  return {
    url,
    call: (route, input, options) => reach(url, call(route, input, { baseUrl: url, headers, ...options })),
    async download(route, input) {
      const response = await reach(url, fetch(routeUrl(route, input, url), { headers }))
      if (response.ok) return response
      const problem = (await response.json()) as Problem
      throw new AppError(problem.code, problem.detail, problem.issues)
    },
  }
}

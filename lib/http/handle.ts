import type { z } from "zod"
import { requireActor } from "@/lib/auth/require-actor"
import type { Route } from "@/lib/contracts/route"
import { type Context, createContext } from "@/lib/db/context"
import { getServerDatabase } from "@/lib/db/server-database"
import { requirePermission } from "@/lib/domain/policy"
import { finish } from "@/lib/http/finish"
import { problemResponse } from "@/lib/http/problem"
import { readInput } from "@/lib/http/read-input"
import { readRequestId } from "@/lib/http/request-id"

interface NextRouteContext {
  params: Promise<Record<string, string>>
}

/** A route handler as Next wants it, carrying its description for the route inventory. */
export interface Handler {
  (request: Request, next: NextRouteContext): Promise<Response>
  route: Route
}

type Run<R extends Route> = (
  ctx: Context,
  input: z.output<R["input"]>,
  request: Request,
) => Promise<z.input<R["output"]> | Response>

/**
 * The one door of the HTTP API: authenticates, authorizes, parses, runs and maps errors. A `Response` from `run`
 * (streams, downloads) passes through untouched.
 */
export function handle<R extends Route>(route: R, run: Run<R>): Handler {
  const handler = async (request: Request, next: NextRouteContext): Promise<Response> => {
    const requestId = readRequestId(request.headers)
    try {
      const db = getServerDatabase()
      const actor = await requireActor(db, request, route.permission)
      if (route.permission) requirePermission(actor, route.permission)
      const raw = await readInput(route, request, await next.params)
      const output = await run(
        createContext(db, actor),
        route.input.parse(raw) as z.output<R["input"]>,
        request,
      )
      const isReady = output instanceof Response
      const response = isReady ? output : Response.json(output, { status: route.status ?? 200 })
      return finish(response, requestId)
    } catch (error) {
      return finish(problemResponse(error, requestId), requestId)
    }
  }
  return Object.assign(handler, { route })
}

import { type DehydratedState, dehydrate, type QueryClient } from "@tanstack/react-query"
import { notFound } from "next/navigation"
import type { z } from "zod"
import { routeKey } from "@/lib/api-client/query"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"

/**
 * Reads a route's service on the server under the key the browser will ask for, and answers what it read. What is not
 * there, or has a malformed id, becomes the not-found page.
 */
export async function prefetchRoute<R extends Route>(
  client: QueryClient,
  route: R,
  input: RouteInput<R>,
  read: (input: z.output<R["input"]>) => Promise<RouteOutput<R>>,
): Promise<RouteOutput<R>> {
  const parsed = route.input.safeParse(input)
  if (!parsed.success) notFound()
  try {
    return await client.fetchQuery({
      queryKey: routeKey(route, input),
      queryFn: () => read(parsed.data as z.output<R["input"]>),
      retry: false,
    })
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound()
    throw error
  }
}

/** The same for what the view can do without: an error is met again, and shown, where it is drawn. */
export async function prefetchOptional<R extends Route>(
  client: QueryClient,
  route: R,
  input: RouteInput<R>,
  read: (input: z.output<R["input"]>) => Promise<RouteOutput<R>>,
): Promise<void> {
  const parsed = route.input.safeParse(input)
  if (!parsed.success) return
  await client.prefetchQuery({
    queryKey: routeKey(route, input),
    queryFn: () => read(parsed.data as z.output<R["input"]>),
    retry: false,
  })
}

/** What was read, as `HydrateJson` takes it. */
export function dehydrateJson(client: QueryClient): DehydratedState {
  return dehydrate(client, { serializeData: JSON.stringify })
}

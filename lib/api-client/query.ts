import { queryOptions } from "@tanstack/react-query"
import { call } from "@/lib/api-client/call"
import type { Route, RouteInput } from "@/lib/contracts/route"

/** Every read of a route is cached under this; the server prefetches under the same key. */
export function routeKey<R extends Route>(route: R, input: RouteInput<R>) {
  return [route.id, input] as const
}

/** What `useQuery` takes to read a route: `useQuery(routeQuery(listEpisodes, { experimentId }))`. */
export function routeQuery<R extends Route>(route: R, input: RouteInput<R>) {
  return queryOptions({
    queryKey: routeKey(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
  })
}

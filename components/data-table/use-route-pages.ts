"use client"

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "@/lib/api-client/call"
import { routeKey } from "@/lib/api-client/query"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"

interface ListPage {
  items: unknown[]
  nextCursor: string | null
  count: number | null
}

type ItemOf<R> = RouteOutput<R> extends { items: (infer Item)[] } ? Item : never

export interface RoutePagesOptions<Item> {
  /** How soon to look again, in ms; false while nothing shown will change by itself. */
  refetchInterval?: (items: Item[]) => number | false
}

/** A list that grows page by page; its first page may have come with the document under the route's own key. */
export function useRoutePages<R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: RoutePagesOptions<ItemOf<R>> = {},
) {
  const client = useQueryClient()
  const first = client.getQueryState<ListPage>(routeKey(route, input))
  const query = useInfiniteQuery({
    queryKey: [...routeKey(route, input), "pages"],
    queryFn: async ({ pageParam, signal }) => {
      const page = { ...(input as object), ...(pageParam ? { cursor: pageParam } : {}) } as RouteInput<R>
      return (await call(route, page, { signal })) as ListPage
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    ...(first?.data
      ? {
          initialData: { pages: [first.data], pageParams: [null] },
          initialDataUpdatedAt: first.dataUpdatedAt,
        }
      : {}),
    refetchInterval: ({ state }) =>
      options.refetchInterval?.(itemsOf<ItemOf<R>>(state.data?.pages) ?? []) ?? false,
  })
  const pages = query.data?.pages
  return {
    items: itemsOf<ItemOf<R>>(pages),
    count: pages?.[0]?.count ?? null,
    error: query.error,
    refetch: query.refetch,
    refetching: query.isFetching && !query.isPending && !query.isFetchingNextPage,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  }
}

function itemsOf<Item>(pages: readonly ListPage[] | undefined): Item[] | undefined {
  return pages?.flatMap((page) => page.items) as Item[] | undefined
}

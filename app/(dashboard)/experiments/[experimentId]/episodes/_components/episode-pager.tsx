"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Pager } from "@/components/data-table/pager"
import { Button } from "@/components/ui/button"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { ListPage } from "./use-list-page"

export function EpisodePager({ page, list }: { page: ListPage; list: RouteOutput<typeof listEpisodes> }) {
  const { nextCursor } = list
  const exact = useExactCount(page, list.count)
  if (page.isFirst && !nextCursor) return null
  return (
    <Pager
      count={exact.count}
      beyond="10,000+"
      onPrevious={page.toPrevious}
      onNext={nextCursor ? () => page.toNext(nextCursor) : undefined}
      note={
        <>
          {!page.isFirst && (
            <Button size="xs" variant="ghost" onClick={page.toFirst}>
              First page
            </Button>
          )}
          {exact.count === null && (
            <Button size="xs" variant="ghost" loading={exact.isCounting} onClick={exact.ask}>
              Count exactly
            </Button>
          )}
        </>
      }
    />
  )
}

/** Beyond 10,000 nobody counts until somebody asks; another filter is another question. */
function useExactCount({ input, control }: ListPage, known: number | null) {
  const [askedFor, setAskedFor] = useState<string | null>(null)
  const { cursor: _, ...rest } = input
  const asked = known === null && askedFor === control.search
  const counting = useQuery({
    ...routeQuery(listEpisodes, { ...rest, limit: 1, exactCount: true }),
    enabled: asked,
  })
  return {
    count: known ?? (asked ? (counting.data?.count ?? null) : null),
    isCounting: asked && counting.isFetching,
    ask: () => setAskedFor(control.search),
  }
}

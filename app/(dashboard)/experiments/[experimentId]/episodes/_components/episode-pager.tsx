import { Pager } from "@/components/data-table/pager"
import { Button } from "@/components/ui/button"
import type { listEpisodes } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { ListPage } from "./use-list-page"

export function EpisodePager({ page, list }: { page: ListPage; list: RouteOutput<typeof listEpisodes> }) {
  const { nextCursor, count } = list
  if (page.isFirst && !nextCursor) return null
  return (
    <Pager
      count={count}
      beyond="10,000+"
      onPrevious={page.toPrevious}
      onNext={nextCursor ? () => page.toNext(nextCursor) : undefined}
      note={
        page.isFirst ? undefined : (
          <Button size="xs" variant="ghost" onClick={page.toFirst}>
            First page
          </Button>
        )
      }
    />
  )
}

"use client"

import type { ReactNode } from "react"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"

export interface LoadMoreProps {
  shown: number
  /** All that match; null while counting. */
  count: number | null
  onMore: (() => void) | undefined
  loading?: boolean
  note?: ReactNode
}

/** The foot of a keyset list that grows: `200 of 4,472`, and more on demand. */
export function LoadMore({ shown, count, onMore, loading = false, note }: LoadMoreProps) {
  return (
    <Foot note={note}>
      <span>
        {formatCount(shown)} of {formatCount(count)}
      </span>
      {onMore && (
        <Button size="xs" loading={loading} onClick={onMore}>
          Load more
        </Button>
      )}
    </Foot>
  )
}

/** The foot of what `useRoutePages` gives; nothing once all of it is there. */
export function RestOfPages({ pages }: { pages: PagesShown }) {
  if (!pages.more) return null
  return (
    <LoadMore
      shown={pages.items?.length ?? 0}
      count={pages.count}
      onMore={pages.more}
      loading={pages.loadingMore}
    />
  )
}

interface PagesShown {
  items: readonly unknown[] | undefined
  count: number | null
  more: (() => void) | undefined
  loadingMore: boolean
}

export interface PagerProps {
  /** Undefined when there is no such page. */
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  count: number | null
  /** Stands for a count that was given up on: `10,000+`. */
  beyond?: string
  note?: ReactNode
}

/** The foot of a keyset list in pages. There are no page numbers: pages are reached one after the other. */
export function Pager({ onPrevious, onNext, count, beyond, note }: PagerProps) {
  return (
    <Foot note={note}>
      <span>{count === null && beyond ? beyond : formatCount(count)} in all</span>
      <span className="flex gap-1">
        <Button size="xs" disabled={!onPrevious} onClick={onPrevious}>
          Previous
        </Button>
        <Button size="xs" disabled={!onNext} onClick={onNext}>
          Next
        </Button>
      </span>
    </Foot>
  )
}

function Foot({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-[34px] items-center justify-between gap-3 border-kumo-hairline border-t px-2.5 py-1 text-kumo-subtle text-note tabular">
      <span className="min-w-0 truncate">{note}</span>
      <span className="flex shrink-0 items-center gap-2.5">{children}</span>
    </div>
  )
}

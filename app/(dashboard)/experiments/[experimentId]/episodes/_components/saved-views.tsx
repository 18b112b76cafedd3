"use client"

import { BookmarkSimpleIcon } from "@phosphor-icons/react/dist/ssr/BookmarkSimple"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { Popover } from "@/components/ui/popover"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getMe, updatePreferences } from "@/lib/contracts/me"
import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  type SavedViewRecord,
  updateSavedView,
} from "@/lib/contracts/saved-views"

interface SavedViewsProps {
  experimentId: string
  /** The query string of the list as it is, with or without a question mark. */
  search: string
}

const bare = (search: string) => search.replace(/^\?/, "")

/** Filters and orders under a name: one's own, those that others share, and the one that the list opens with. */
export function SavedViews({ experimentId, search }: SavedViewsProps) {
  const views = useQuery(routeQuery(listSavedViews, { experimentId }))
  const items = views.data?.items ?? []
  const current = items.find((view) => bare(view.search) === bare(search))
  return (
    <Popover
      title="Views"
      align="end"
      className="w-80"
      trigger={
        <Button icon={<BookmarkSimpleIcon />}>
          <span className="max-w-40 truncate">{current?.name ?? "Views"}</span>
        </Button>
      }
    >
      <ul className="max-h-72 overflow-y-auto py-1" aria-label="Saved views">
        {items.map((view) => (
          <ViewRow key={view.id} view={view} isCurrent={view.id === current?.id} />
        ))}
      </ul>
      {views.data && items.length === 0 && (
        <p className="py-1 text-kumo-subtle text-note">
          No view yet. A view keeps the filters and the order of this list.
        </p>
      )}
      {views.error && <p className="py-1 text-bad text-note">{views.error.message}</p>}
      <SaveForm experimentId={experimentId} search={bare(search)} />
    </Popover>
  )
}

function ViewRow({ view, isCurrent }: { view: SavedViewRecord; isCurrent: boolean }) {
  const { experimentId, id: viewId, name, isOwn, isShared, ownerName } = view
  const defaults = useQuery(routeQuery(getMe, {})).data?.preferences.defaultViews ?? {}
  const isDefault = defaults[experimentId] === viewId
  const prefer = useChange(updatePreferences, { refreshes: [getMe] })
  const update = useChange(updateSavedView, { refreshes: [listSavedViews] })
  const remove = useChange(deleteSavedView, { refreshes: [listSavedViews] })
  const { [experimentId]: _, ...others } = defaults
  const defaultViews = isDefault ? others : { ...others, [experimentId]: viewId }
  return (
    <li className="grid gap-0.5 border-kumo-hairline border-b py-1.5 last:border-b-0">
      <span className="flex min-w-0 items-baseline gap-2">
        <TextLink
          href={`/experiments/${experimentId}/episodes?${view.search || "sort=-createdAt"}`}
          className="min-w-0 truncate"
          aria-current={isCurrent || undefined}
        >
          {name}
        </TextLink>
        <span className="shrink-0 text-kumo-subtle text-note">
          {isOwn ? (isShared ? "shared" : "private") : `by ${ownerName}`}
        </span>
      </span>
      <span className="flex flex-wrap gap-1">
        <Button
          size="xs"
          variant="ghost"
          aria-pressed={isDefault}
          onClick={() => prefer.mutate({ defaultViews })}
        >
          {isDefault ? "Opens first" : "Open first"}
        </Button>
        {isOwn && (
          <>
            <Button
              size="xs"
              variant="ghost"
              onClick={() => update.mutate({ experimentId, viewId, isShared: !isShared })}
            >
              {isShared ? "Make private" : "Share"}
            </Button>
            <Button size="xs" variant="ghost" onClick={() => remove.mutate({ experimentId, viewId })}>
              Delete
            </Button>
          </>
        )}
      </span>
    </li>
  )
}

function SaveForm({ experimentId, search }: SavedViewsProps) {
  const [name, setName] = useState("")
  const [isShared, setIsShared] = useState(false)
  const create = useChange(createSavedView, {
    refreshes: [listSavedViews],
    done: (view) => `View “${view.name}” saved`,
    onDone: () => setName(""),
  })
  return (
    <form
      className="mt-1 grid gap-2 border-kumo-hairline border-t pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ experimentId, name, search, isShared })
      }}
    >
      <span className="flex gap-2">
        <Input
          label="Name of the view"
          placeholder="Save this view as"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={name.trim() === ""} loading={create.isPending}>
          Save
        </Button>
      </span>
      <Checkbox label="Share it with everyone here" checked={isShared} onChange={setIsShared} />
    </form>
  )
}

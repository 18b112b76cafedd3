"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { toVerdict } from "@/components/episode/label-job"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { LabelDot } from "@/components/ui/label-dot"
import { Popover } from "@/components/ui/popover"
import { RelativeTime } from "@/components/ui/relative-time"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { type LabelRecord, listLabels } from "@/lib/contracts/labels"

/** Everything ever said about the episode and its steps, newest first. */
export function LabelHistory({ episode }: { episode: EpisodeDetail }) {
  const [open, setOpen] = useState(false)
  const { experimentId, id: episodeId } = episode
  const history = useQuery({
    ...routeQuery(listLabels, { experimentId, episodeId, limit: 100 }),
    enabled: open,
  })
  return (
    <Popover
      title="Label history"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-80"
      trigger={
        <Button size="xs" variant="ghost">
          history
        </Button>
      }
    >
      <div className="max-h-80 overflow-y-auto pt-1">
        {history.isLoading && <Skeleton className="h-4 w-full" />}
        {history.error && <span className="text-bad text-note">{history.error.message}</span>}
        {history.data?.items.length === 0 && (
          <span className="text-kumo-subtle text-note">Nobody has labelled this episode yet.</span>
        )}
        <ol className="grid gap-1.5">
          {history.data?.items.map((label) => (
            <HistoryEntry key={label.id} label={label} />
          ))}
        </ol>
      </div>
    </Popover>
  )
}

function HistoryEntry({ label }: { label: LabelRecord }) {
  const target = label.stepIdx === null ? "episode" : `step ${label.stepIdx}`
  return (
    <li className="flex items-baseline gap-2 text-note">
      <LabelDot verdict={label.key === "verdict" ? toVerdict(label.value) : null} />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="font-medium">{describe(label)}</span>{" "}
        <span className="text-kumo-subtle">
          {target}, {showHidden(label.authorName ?? label.source)}
          {label.admitted ? "" : ", does not count"}
        </span>
        {label.reason && <span className="block text-kumo-subtle">“{showHidden(label.reason)}”</span>}
      </span>
      <span className="shrink-0 text-kumo-subtle">
        <RelativeTime at={label.createdAt} />
      </span>
    </li>
  )
}

function describe({ key, name, value }: LabelRecord): string {
  const what = name === "" ? key : `${key} ${showHidden(name)}`
  if (value === null) return `${what} taken back`
  if (key === "choice" || key === "tag") return what
  if (key === "scale") return `${what}: ${String(value)}`
  if (key === "mask") return value === true ? "masked: not trained on" : "not masked"
  return key === "note" ? `“${showHidden(String(value)).slice(0, 200)}”` : showHidden(String(value))
}

"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCountOf } from "@/components/format/count"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { listLiveEpisodes } from "@/lib/contracts/live"

const POLL_MS = 3000
const SHOWN = 5

export function liveHref(experimentId: string, episodeId: string): string {
  return `/experiments/${experimentId}/live/${episodeId}`
}

/** Episodes that are going on, in an experiment or one of its runs; nothing where there are none. */
export function LiveStrip({ experimentId, runId }: { experimentId: string; runId?: string }) {
  const live = useQuery({
    ...routeQuery(listLiveEpisodes, { experimentId, ...(runId && { runId }) }),
    refetchInterval: POLL_MS,
  }).data
  if (!live || live.count === 0) return null
  return (
    <Panel title={`Running now: ${formatCountOf(live.count, "episode")}`}>
      <ul className="divide-y divide-kumo-hairline">
        {live.items.slice(0, SHOWN).map(({ id, taskKey, stepCount, touchedAt }) => (
          <li key={id} className="flex items-baseline gap-3 px-3 py-1.5 text-body">
            <TextLink href={liveHref(experimentId, id)} className="min-w-0 grow truncate">
              {taskKey}
            </TextLink>
            <span className="shrink-0 text-note text-kumo-subtle tabular">
              {formatCountOf(stepCount, "step")}
            </span>
            <span className="shrink-0 text-note text-kumo-subtle max-md:hidden">
              <RelativeTime at={touchedAt} />
            </span>
            <StatusDot tone="running">running</StatusDot>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

"use client"

import { FunnelIcon } from "@phosphor-icons/react/dist/ssr/Funnel"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { EpisodeFilterBar } from "@/components/episode/episode-filter-bar"
import { activeFilters } from "@/components/episode/filter-params"
import { Button } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { QueueEnd } from "./queue-end"
import { QueueItem } from "./queue-item"
import { QueueOrder } from "./queue-order"
import { QueueProgress } from "./queue-progress"
import { useQueue } from "./use-queue"

/** Unlabelled episodes, one after the other, without anything that could sway the judgement. */
export function LabelQueue({ experimentId }: { experimentId: string }) {
  const queue = useQueue(experimentId)
  const [filtering, setFiltering] = useState(false)
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const { state, control, error } = queue
  const filters = activeFilters({ ...control.selection, label: null }).length
  const restarting = {
    ...control,
    setFilter: (change: Parameters<typeof control.setFilter>[0]) => {
      queue.restart()
      control.setFilter(change)
    },
    clear: () => {
      queue.restart()
      control.clear()
    },
  }
  return (
    <div className="flex h-full min-h-0 flex-col max-md:h-[calc(100dvh-88px)]">
      <QueueProgress
        queue={queue}
        action={
          <>
            <QueueOrder draw={queue.draw} />
            {queue.draw.id === null && (
              <Button
                variant="ghost"
                icon={<FunnelIcon />}
                aria-expanded={filtering}
                onClick={() => setFiltering(!filtering)}
              >
                {filters === 0 ? "Filter" : `Filter (${filters})`}
              </Button>
            )}
          </>
        }
      />
      {filtering && queue.draw.id === null && (
        <div className="shrink-0 border-kumo-hairline border-b bg-kumo-canvas px-3.5 py-2">
          <EpisodeFilterBar experimentId={experimentId} control={restarting} without={["label"]} />
        </div>
      )}
      {error && (
        <LoadError title="The next episode could not be found." error={error} onRetry={queue.retry} />
      )}
      <div className="min-h-0 flex-1">
        {state.kind === "episode" ? (
          <QueueItem
            key={state.episodeId}
            experimentId={experimentId}
            environment={experiment?.environment ?? null}
            episodeId={state.episodeId}
            queue={queue}
          />
        ) : (
          <QueueEnd experimentId={experimentId} experiment={experiment} queue={queue} />
        )}
      </div>
    </div>
  )
}

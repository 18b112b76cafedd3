"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { taskText } from "@/components/episode/task-text"
import { stepWindow } from "@/components/transcript/step-window"
import { routeQuery } from "@/lib/api-client/query"
import { getEpisode } from "@/lib/contracts/episodes"
import { getOutline, listSteps } from "@/lib/contracts/steps"
import { ItemTranscript, TaskHead } from "./item-transcript"
import { QueuePanel } from "./queue-panel"
import type { Queue } from "./use-queue"

interface QueueItemProps {
  experimentId: string
  environment: string | null
  episodeId: string
  queue: Queue
}

export function QueueItem({ experimentId, environment, episodeId, queue }: QueueItemProps) {
  const episode = useQuery(routeQuery(getEpisode, { experimentId, episodeId }))
  usePrefetchEpisode(experimentId, queue.upcoming)
  const { data } = episode
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_336px] grid-rows-[minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[minmax(0,1fr)_auto]">
      <ItemTranscript
        experimentId={experimentId}
        episodeId={episodeId}
        environment={environment}
        error={episode.error}
        onRetry={() => void episode.refetch()}
        head={data && <TaskHead taskKey={data.task.key} text={taskText(data)} />}
      />
      <QueuePanel episodeId={episodeId} episode={data} queue={queue} />
    </div>
  )
}

/** So that the next episode stands there at once. */
function usePrefetchEpisode(experimentId: string, episodeId: string | null): void {
  const client = useQueryClient()
  useEffect(() => {
    if (episodeId === null) return
    void client.prefetchQuery(routeQuery(getEpisode, { experimentId, episodeId }))
    void client.prefetchQuery(routeQuery(getOutline, { experimentId, episodeId }))
    void client.prefetchQuery(routeQuery(listSteps, stepWindow(experimentId, episodeId, 0)))
  }, [client, experimentId, episodeId])
}

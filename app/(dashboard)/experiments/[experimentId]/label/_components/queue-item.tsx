"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { taskText } from "@/components/episode/task-text"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { buildBlocks, findBlock } from "@/components/transcript/blocks"
import { stepWindow } from "@/components/transcript/step-window"
import { Transcript } from "@/components/transcript/transcript"
import { DEFAULT_VIEW } from "@/components/transcript/transcript-context"
import { useFolds } from "@/components/transcript/use-folds"
import { ViewToggles } from "@/components/transcript/view-toggles"
import { showHidden } from "@/components/transcript/visible-text"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { routeQuery } from "@/lib/api-client/query"
import { type EpisodeDetail, getEpisode } from "@/lib/contracts/episodes"
import { getOutline, listSteps } from "@/lib/contracts/steps"
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
  const outline = useQuery(routeQuery(getOutline, { experimentId, episodeId }))
  const items = outline.data?.items
  const blocks = useMemo(() => buildBlocks(items ?? []), [items])
  const [view, setView] = useState(DEFAULT_VIEW)
  const [selected, setSelected] = useState<number | null>(null)
  const folds = useFolds()
  usePrefetchEpisode(experimentId, queue.upcoming)
  const move = (by: 1 | -1) => {
    const at = selected === null ? (by === 1 ? -1 : blocks.length) : findBlock(blocks, selected)
    const next = blocks[at + by]
    if (next) setSelected(next.from)
  }
  useHotkeys("Label", [
    { keys: "j", label: "Next step", run: () => move(1) },
    { keys: "k", label: "Previous step", run: () => move(-1) },
  ])
  const error = episode.error ?? outline.error
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_336px] grid-rows-[minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[minmax(0,1fr)_auto]">
      <div className="flex min-h-0 min-w-0 flex-col">
        {error && (
          <div className="p-3">
            <Banner
              tone="error"
              title="The episode could not be read."
              action={
                <Button size="xs" onClick={() => void Promise.all([episode.refetch(), outline.refetch()])}>
                  Retry
                </Button>
              }
            >
              {error.message}
            </Banner>
          </div>
        )}
        <div className="min-h-0 flex-1">
          <Transcript
            experimentId={experimentId}
            episodeId={episodeId}
            environment={environment}
            blocks={blocks}
            view={view}
            folds={folds}
            selected={selected}
            onSelect={setSelected}
            header={
              <>
                {episode.data && <TaskHead episode={episode.data} />}
                <div className="flex justify-end px-3 py-1 max-md:hidden">
                  <ViewToggles view={view} onChange={setView} />
                </div>
                {items?.length === 0 && (
                  <p className="px-3 py-6 text-center text-kumo-subtle">
                    This episode has no steps: it ended before the first message.
                  </p>
                )}
              </>
            }
          />
        </div>
      </div>
      <QueuePanel episodeId={episodeId} episode={episode.data} queue={queue} />
    </div>
  )
}

/** What was asked: first, and in large type. */
function TaskHead({ episode }: { episode: EpisodeDetail }) {
  const text = taskText(episode)
  return (
    <header className="border-kumo-hairline border-b px-3 pt-2 pb-3 md:pl-14">
      <div className="text-head text-kumo-subtle">Task {showHidden(episode.task.key)}</div>
      {text && (
        <h2 className="font-semibold text-key [overflow-wrap:anywhere] [unicode-bidi:isolate]">{text}</h2>
      )}
    </header>
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

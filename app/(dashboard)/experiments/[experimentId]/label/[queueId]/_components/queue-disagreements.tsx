"use client"

import { useQuery } from "@tanstack/react-query"
import { VerdictButtons } from "@/components/episode/verdict-buttons"
import { useChange } from "@/components/shell/use-change"
import { showHidden } from "@/components/transcript/visible-text"
import { LabelDot } from "@/components/ui/label-dot"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getEpisode } from "@/lib/contracts/episodes"
import {
  decideItem,
  getQueue,
  listQueueItems,
  type QueueDetail,
  type QueueItemRecord,
} from "@/lib/contracts/queues"

/** Items whose reviewers disagree: whoever manages the queue has the last word. */
export function QueueDisagreements({ queue }: { queue: QueueDetail }) {
  const { experimentId, id: queueId } = queue
  const input = { experimentId, queueId, state: "disagreed" as const }
  const query = useQuery(routeQuery(listQueueItems, input))
  const items = query.data?.items
  return (
    <Panel title="Disagreements" note={queue.disagreed ? `${queue.disagreed} to decide` : undefined}>
      {query.error && (
        <LoadError
          title="The items could not be read."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Skeleton className="m-3.5 h-9" />}
      {items?.length === 0 && (
        <p className="px-3.5 py-4 text-kumo-subtle">
          {queue.blind && queue.closedAt === null
            ? "No finished item has reviews that disagree. Unfinished ones stay hidden while the queue is blind and open."
            : "No reviews disagree."}
        </p>
      )}
      <ul>
        {items?.map((item) => (
          <DisagreedItem key={item.pos} queue={queue} item={item} />
        ))}
      </ul>
    </Panel>
  )
}

function DisagreedItem({ queue, item }: { queue: QueueDetail; item: QueueItemRecord }) {
  const { experimentId, id: queueId } = queue
  const decide = useChange(decideItem, {
    refreshes: [listQueueItems, getQueue, getEpisode],
    done: (_, { verdict }) => `Item ${item.pos + 1} decided: ${verdict}`,
  })
  const text = showHidden(item.task.question ?? item.task.key)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_280px] items-center gap-3 border-kumo-hairline border-t px-3.5 py-2 max-md:grid-cols-1">
      <div className="min-w-0">
        <div className="truncate">
          <TextLink href={`/experiments/${experimentId}/episodes/${item.episodeId}`}>{text}</TextLink>
        </div>
        <div className="flex flex-wrap gap-x-3 text-kumo-subtle text-note">
          {item.reviews.map((review) => (
            <span key={review.userId} className="flex items-center gap-1.5">
              <LabelDot verdict={review.verdict} /> {review.name}: {review.verdict ?? review.state}
            </span>
          ))}
        </div>
      </div>
      <VerdictButtons
        target={`item ${item.pos + 1}`}
        value={item.decided}
        prefix={null}
        disabled={decide.isPending}
        onChange={(verdict) => decide.mutate({ experimentId, queueId, pos: item.pos, verdict })}
      />
    </li>
  )
}

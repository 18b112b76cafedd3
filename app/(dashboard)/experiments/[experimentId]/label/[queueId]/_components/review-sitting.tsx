"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { HourglassIcon } from "@phosphor-icons/react/dist/ssr/Hourglass"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { LabelFailures } from "@/components/episode/label-failures"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatScore } from "@/components/format/score"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { stepWindow } from "@/components/transcript/step-window"
import { showHidden } from "@/components/transcript/visible-text"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import type { Hand, HeldItem, QueueDetail } from "@/lib/contracts/queues"
import { getOutline, listSteps } from "@/lib/contracts/steps"
import { ItemTranscript, TaskHead } from "../../_components/item-transcript"
import { ReviewPanel } from "./review-panel"
import { type Review, useReview } from "./use-review"

/** The items of a queue, one after the other, as the server hands them out. */
export function ReviewSitting({ queue }: { queue: QueueDetail }) {
  const { experimentId, id: queueId } = queue
  const review = useReview({ experimentId, queueId }, queue.holdSeconds)
  const { item } = review
  usePrefetchSteps(experimentId, review.upcoming?.episodeId ?? null)
  const keys = useLabelKeys()
  useHotkeys("Review", [{ keys: keys.undo, label: "Undo the last review", run: review.undo }])
  return (
    <div className="flex h-full min-h-0 flex-col max-md:h-[calc(100dvh-44px)]">
      <SittingProgress queue={queue} hand={review.hand} />
      {review.error && (
        <LoadError title="The next item could not be had." error={review.error} onRetry={review.refetch} />
      )}
      <div className="min-h-0 flex-1">
        {item ? (
          <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_336px] grid-rows-[minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[minmax(0,1fr)_auto]">
            <ItemTranscript
              key={item.episodeId}
              experimentId={experimentId}
              episodeId={item.episodeId}
              environment={queue.environment}
              head={<ItemHead item={item} />}
            />
            <ReviewPanel key={item.pos} queue={queue} item={item} review={review} />
          </div>
        ) : (
          <SittingEnd queue={queue} review={review} />
        )}
      </div>
    </div>
  )
}

function ItemHead({ item }: { item: HeldItem }) {
  const { task, outcome } = item
  const note = outcome && (
    <p className="text-kumo-subtle text-note">
      {showHidden(outcome.modelName)}, {showHidden(outcome.runName)}, score {formatScore(outcome.score)}
    </p>
  )
  return (
    <TaskHead
      taskKey={task.key}
      text={task.question === null ? null : showHidden(task.question)}
      note={note}
    />
  )
}

function SittingProgress({ queue, hand }: { queue: QueueDetail; hand: Hand | undefined }) {
  const { counts, mine } = hand ?? queue
  const words = `${formatCount(counts.submitted)} of ${formatCountOf(counts.reviews, "review")}`
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-3 border-kumo-hairline border-b px-3.5 text-note">
      <span className="shrink-0 font-medium tabular">{words}</span>
      <Meter
        fraction={counts.reviews === 0 ? null : counts.submitted / counts.reviews}
        label={words}
        className="w-52 max-md:min-w-10 max-md:flex-1"
      />
      <span className="text-kumo-subtle tabular max-md:hidden">
        you {formatCount(mine.submitted)}
        {mine.skipped > 0 && `, ${formatCount(mine.skipped)} skipped`} · {formatCountOf(counts.items, "item")}
        , {queue.reviewsPerItem} per item
      </span>
    </div>
  )
}

function SittingEnd({ queue, review }: { queue: QueueDetail; review: Review }) {
  const { hand } = review
  const back = `/experiments/${queue.experimentId}/label?view=queues`
  const undo = review.lastWords !== null && (
    <Button variant="ghost" onClick={review.undo}>
      Undo the last one
    </Button>
  )
  return (
    <div className="h-full overflow-y-auto">
      <LabelFailures labeller={review} />
      {!hand || review.pending.length > 0 ? (
        !review.error && <Waiting />
      ) : hand.counts.submitted >= hand.counts.reviews ? (
        <Empty
          icon={<CheckCircleIcon />}
          title="Every review is in"
          actions={
            <>
              <LinkButton href={back} variant="primary">
                To the queues
              </LinkButton>
              {undo}
            </>
          }
        >
          You reviewed {formatCountOf(hand.mine.submitted, "item")}.
        </Empty>
      ) : (
        <Empty
          icon={<HourglassIcon />}
          title={hand.counts.held > 0 ? "Others hold what is left" : "Nothing is left for you"}
          actions={
            <>
              <LinkButton href={back}>To the queues</LinkButton>
              {undo}
            </>
          }
        >
          {hand.counts.held > 0
            ? "An item whose reviewer does not answer comes back. This page keeps looking."
            : "What still wants a review you have reviewed or skipped: it waits for other people."}
        </Empty>
      )}
    </div>
  )
}

function Waiting() {
  return (
    <div
      className="mx-auto grid max-w-[800px] gap-4 p-6"
      role="status"
      aria-label="Looking for the next item"
    >
      <Skeleton className="h-6 w-3/4" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </div>
  )
}

function usePrefetchSteps(experimentId: string, episodeId: string | null): void {
  const client = useQueryClient()
  useEffect(() => {
    if (episodeId === null) return
    void client.prefetchQuery(routeQuery(getOutline, { experimentId, episodeId }))
    void client.prefetchQuery(routeQuery(listSteps, stepWindow(experimentId, episodeId, 0)))
  }, [client, experimentId, episodeId])
}

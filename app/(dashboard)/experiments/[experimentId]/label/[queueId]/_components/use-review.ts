"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { useKeptOutbox } from "@/components/episode/use-kept-outbox"
import { type Outbox, outboxOptions, useOutbox } from "@/components/episode/use-outbox"
import { call } from "@/lib/api-client/call"
import { routeKey } from "@/lib/api-client/query"
import {
  claimItems,
  getQueue,
  type Hand,
  type HeldItem,
  listQueues,
  reopenItem,
  skipItem,
  submitReview,
} from "@/lib/contracts/queues"
import type { RouteInput } from "@/lib/contracts/route"
import type { Verdict } from "@/lib/domain/label"

/** The item at hand and two ahead, so that the next one stands there at once. */
const HAND = 3

export type ReviewLabel = NonNullable<RouteInput<typeof submitReview>["labels"]>[number]

type Said =
  | { kind: "submit"; verdict: Verdict; labels: ReviewLabel[] }
  | { kind: "skip"; reason: string }
  | { kind: "reopen" }

type ReviewJob = Said & { id: string; pos: number; words: string }

export interface Review extends Outbox<ReviewJob> {
  /** The item to judge; null while there is none. */
  item: HeldItem | null
  upcoming: HeldItem | null
  hand: Hand | undefined
  error: Error | null
  refetch: () => void
  submit: (item: HeldItem, verdict: Verdict, labels: ReviewLabel[]) => void
  skip: (item: HeldItem, reason: string) => void
  undo: () => void
  /** What `undo` would take back, in words. */
  lastWords: string | null
}

interface Place {
  experimentId: string
  queueId: string
}

function send(place: Place, job: ReviewJob): Promise<Hand> {
  const target = { ...place, pos: job.pos, hand: HAND }
  switch (job.kind) {
    case "submit":
      return call(submitReview, { ...target, verdict: job.verdict, labels: job.labels })
    case "skip":
      return call(skipItem, { ...target, reason: job.reason })
    case "reopen":
      return call(reopenItem, target)
  }
}

/** How soon to ask again: to keep what one holds, and to find what others let go. */
function nextLook(hand: Hand | undefined, holdSeconds: number): number | false {
  if (!hand) return false
  if (hand.items.length > 0) return (holdSeconds * 1000) / 3
  return hand.counts.submitted < hand.counts.reviews ? 5000 : false
}

/** One sitting at a queue: answers at once and sends after, in order, and loses nothing that was said. */
export function useReview(place: Place, holdSeconds: number): Review {
  const client = useQueryClient()
  const outboxKey = ["reviewing", place.queueId]
  const handKey = routeKey(claimItems, { ...place, hand: HAND })
  /** Said here, whether or not the server knows yet. */
  const [done, setDone] = useState<ReadonlySet<number>>(new Set())
  const said = useRef<ReviewJob[]>([])
  const query = useQuery({
    queryKey: handKey,
    queryFn: () => call(claimItems, { ...place, hand: HAND }),
    staleTime: 10_000,
    refetchInterval: ({ state }) => nextLook(state.data, holdSeconds),
  })
  const { mutate } = useMutation({
    ...outboxOptions(outboxKey),
    mutationFn: (job: ReviewJob) => send(place, job),
    onSuccess: (hand) => {
      client.setQueryData(handKey, hand)
      for (const route of [getQueue, listQueues])
        void client.invalidateQueries({ queryKey: [route.id], refetchType: "none" })
    },
  })
  const outbox = useOutbox<ReviewJob>(outboxKey)
  const withDone = (pos: number) => setDone((known) => new Set(known).add(pos))
  const withoutDone = (...positions: number[]) => setDone((known) => known.difference(new Set(positions)))

  function say(item: HeldItem, words: string, what: Exclude<Said, { kind: "reopen" }>) {
    const job: ReviewJob = { ...what, id: crypto.randomUUID(), pos: item.pos, words }
    said.current.push(job)
    withDone(item.pos)
    mutate(job)
  }
  useKeptOutbox<ReviewJob>(outboxKey, {
    store: (job) => job,
    revive: (stored) => stored as ReviewJob,
    send: (job) => {
      if (job.kind !== "reopen") {
        said.current.push(job)
        withDone(job.pos)
      }
      mutate(job)
    },
  })
  function undo() {
    const job = said.current.pop()
    if (!job) return
    withoutDone(job.pos)
    // What never arrived needs no taking back.
    const lost = client
      .getMutationCache()
      .findAll({ mutationKey: outboxKey, status: "error" })
      .find(({ state }) => (state.variables as ReviewJob).id === job.id)
    if (lost) client.getMutationCache().remove(lost)
    else mutate({ kind: "reopen", id: crypto.randomUUID(), pos: job.pos, words: `Undone: ${job.words}` })
  }
  const items = query.data?.items.filter(({ pos }) => !done.has(pos)) ?? []
  return {
    ...outbox,
    discard: () => {
      withoutDone(...outbox.failed.map(({ pos }) => pos))
      said.current = said.current.filter(({ id }) => !outbox.failed.some((job) => job.id === id))
      outbox.discard()
      void query.refetch()
    },
    item: items[0] ?? null,
    upcoming: items[1] ?? null,
    hand: query.data,
    error: query.error,
    refetch: () => void query.refetch(),
    submit: (item, verdict, labels) =>
      say(item, `Item ${item.pos + 1} saved as ${verdict}`, { kind: "submit", verdict, labels }),
    skip: (item, reason) => say(item, `Item ${item.pos + 1} skipped`, { kind: "skip", reason }),
    undo,
    lastWords: said.current.at(-1)?.words ?? null,
  }
}

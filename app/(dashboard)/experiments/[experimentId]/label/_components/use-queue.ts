"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryState } from "nuqs"
import { useEffect, useRef, useState } from "react"
import { type EpisodeSelectionControl, useEpisodeSelection } from "@/components/episode/use-episode-selection"
import { type Labeller, useLabeller } from "@/components/episode/use-labeller"
import { routeQuery } from "@/lib/api-client/query"
import { getNextUnlabelled } from "@/lib/contracts/labels"
import type { Verdict } from "@/lib/domain/label"
import { episodeParser, queueInput } from "../search-params"
import {
  medianMs,
  NEW_SESSION,
  type QueueSession,
  type QueueState,
  queueState,
  withJudged,
  withoutJudged,
  withSkipped,
} from "./queue-session"
import { type DrawControl, useDraw } from "./use-draw"

export interface Queue {
  control: EpisodeSelectionControl
  /** The draw that the queue goes through instead of the filter. */
  draw: DrawControl
  labeller: Labeller
  state: QueueState
  session: QueueSession
  /** The episode after this one, once known. */
  upcoming: string | null
  /** Of the whole filter; null when unknown or beyond 10,000. */
  progress: { total: number | null; remaining: number | null; itemMs: number | null }
  error: Error | null
  retry: () => void
  judge: (episodeId: string, verdict: Verdict, note: string | null) => void
  skip: (episodeId: string) => void
  undo: () => void
  /** What `undo` would take back, in words. */
  lastWords: string | null
  reviewSkipped: () => void
  /** After a change of the filter. */
  restart: () => void
}

/** One sitting at the unlabelled episodes of a filter. */
export function useQueue(experimentId: string): Queue {
  const control = useEpisodeSelection()
  const labeller = useLabeller(experimentId, { toasts: false })
  const [current, setCurrent] = useQueryState("episode", episodeParser.withOptions({ history: "replace" }))
  const [session, setSession] = useState(NEW_SESSION)
  const [lastWords, setLastWords] = useState<string | null>(null)
  const shownAt = useRef(Date.now())
  const restart = () => {
    setSession((known) => ({ ...known, skipped: new Set() }))
    void setCurrent(null)
  }
  const draw = useDraw(experimentId, control.selection.runId ?? [], restart)
  const input = queueInput(experimentId, control.selection, draw.id)
  const query = useQuery({
    ...routeQuery(getNextUnlabelled, current ? { ...input, after: current } : input),
    placeholderData: keepPreviousData,
  })
  const next = query.isPlaceholderData ? undefined : query.data?.episodeId
  const state = queueState(session, current, next)
  const at = state.kind === "episode" ? state.episodeId : null
  useEffect(() => {
    if (at === null) return
    shownAt.current = Date.now()
    void setCurrent(at)
  }, [at, setCurrent])

  function judge(episodeId: string, verdict: Verdict, note: string | null) {
    const target = { episodeIds: [episodeId], stepIdx: null }
    if (note !== null) labeller.say({ ...target, key: "note", value: note || null, words: "Note" })
    labeller.say({ ...target, key: "verdict", value: verdict, words: `Labelled ${verdict}` })
    setSession((known) => withJudged(known, episodeId, Date.now() - shownAt.current))
    setLastWords(`saved as ${verdict}`)
  }
  function undo() {
    const job = labeller.undo()
    setLastWords(null)
    if (job?.key !== "verdict" || job.experimentId !== experimentId) return
    setSession((known) => withoutJudged(known, job.episodeIds))
    void setCurrent(job.episodeIds[0] ?? null)
  }
  const waiting = labeller.pending.filter(({ key, undoes }) => key === "verdict" && !undoes).length
  const { total = null, remaining = null } = query.data ?? {}
  return {
    control,
    draw,
    labeller,
    state,
    session,
    upcoming: state.kind === "episode" && next && next !== state.episodeId ? next : null,
    progress: {
      total,
      remaining: remaining === null ? null : Math.max(0, remaining - waiting),
      itemMs: medianMs(session.itemMs),
    },
    error: query.error,
    retry: () => void query.refetch(),
    judge,
    skip: (episodeId) => setSession((known) => withSkipped(known, episodeId)),
    undo,
    lastWords,
    reviewSkipped: () => {
      setSession((known) => ({ ...known, skipped: new Set() }))
      if (state.kind === "skipped") void setCurrent(state.episodeId)
    },
    restart,
  }
}

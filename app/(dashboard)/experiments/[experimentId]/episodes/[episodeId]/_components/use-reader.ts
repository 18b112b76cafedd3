"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useQueryState } from "nuqs"
import { useMemo } from "react"
import { useEpisodeSelection } from "@/components/episode/use-episode-selection"
import { type Block, readBlocks } from "@/components/transcript/blocks"
import { routeQuery } from "@/lib/api-client/query"
import { type EpisodeDetail, getEpisode } from "@/lib/contracts/episodes"
import { type ExperimentRecord, getExperiment } from "@/lib/contracts/experiments"
import { getOutline } from "@/lib/contracts/steps"
import { stepParser, withStep } from "../search-params"

export interface ReaderControl {
  experimentId: string
  episodeId: string
  episode: EpisodeDetail | undefined
  experiment: ExperimentRecord | undefined
  blocks: readonly Block[]
  error: Error | null
  retry: () => void
  selected: number | null
  select: (stepIdx: number | null) => void
  /** Addresses keep the filter of the list one came from. */
  episodeHref: (episodeId: string) => string
  stepHref: (stepIdx: number) => string
  listHref: string
  goTo: (episodeId: string | null | undefined) => void
}

/** Everything the columns of the reader share. */
export function useReader(experimentId: string, episodeId: string): ReaderControl {
  const router = useRouter()
  const { input, search } = useEpisodeSelection()
  const [step, select] = useQueryState("step", stepParser.withOptions({ history: "replace" }))
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const episode = useQuery(routeQuery(getEpisode, { ...input, experimentId, episodeId }))
  const outline = useQuery({
    ...routeQuery(getOutline, { experimentId, episodeId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const blocks = useMemo(() => readBlocks(outline.data), [outline.data])
  const selected = step === null ? null : Math.min(step, blocks.at(-1)?.to ?? step)
  const listHref = `/experiments/${experimentId}/episodes${search}`
  const episodeHref = (id: string) => `/experiments/${experimentId}/episodes/${id}${search}`
  return {
    experimentId,
    episodeId,
    episode: episode.data,
    experiment,
    blocks,
    error: episode.error ?? outline.error,
    retry: () => void Promise.all([episode.refetch(), outline.refetch()]),
    selected,
    select: (stepIdx) => void select(stepIdx),
    episodeHref,
    stepHref: (stepIdx) => withStep(episodeHref(episodeId), { step: stepIdx }),
    listHref,
    goTo: (id) => id && router.push(episodeHref(id)),
  }
}

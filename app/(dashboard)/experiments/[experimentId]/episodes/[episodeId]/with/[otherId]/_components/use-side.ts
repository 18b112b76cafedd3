"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { type Block, readBlocks } from "@/components/transcript/blocks"
import type { TranscriptContextValue, TranscriptView } from "@/components/transcript/transcript-context"
import { useFolds } from "@/components/transcript/use-folds"
import { useRenderer } from "@/components/transcript/use-renderer"
import { routeQuery } from "@/lib/api-client/query"
import { type EpisodeDetail, getEpisode } from "@/lib/contracts/episodes"
import { getOutline } from "@/lib/contracts/steps"

export interface Side {
  episode: EpisodeDetail | undefined
  blocks: readonly Block[]
  /** For the blocks of this side. */
  context: TranscriptContextValue
  error: Error | null
  retry: () => void
}

interface UseSideOptions {
  experimentId: string
  episodeId: string
  environment: string | null
  view: TranscriptView
  /** The step of this side in the row one stands at. */
  selected: number | null
  onSelect: (stepIdx: number) => void
}

const NO_LABELS = () => undefined

/** One of the two episodes, ready to be drawn block by block. */
export function useSide(options: UseSideOptions): Side {
  const { experimentId, episodeId, environment, view, selected, onSelect } = options
  const episode = useQuery(routeQuery(getEpisode, { experimentId, episodeId }))
  const outline = useQuery({
    ...routeQuery(getOutline, { experimentId, episodeId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const blocks = useMemo(() => readBlocks(outline.data), [outline.data])
  const renderer = useRenderer({ experimentId, episodeId }, environment, blocks)
  const folds = useFolds()
  const taskData = episode.data?.taskData
  const context = useMemo(
    () => ({
      experimentId,
      episodeId,
      renderer,
      revealed: { taskData },
      view,
      folds,
      selected,
      onSelect,
      stepHref: (stepIdx: number) => `/experiments/${experimentId}/episodes/${episodeId}?step=${stepIdx}`,
      labelsOf: NO_LABELS,
    }),
    [experimentId, episodeId, renderer, taskData, view, folds, selected, onSelect],
  )
  return {
    episode: episode.data,
    blocks,
    context,
    error: episode.error ?? outline.error,
    retry: () => void Promise.all([episode.refetch(), outline.refetch()]),
  }
}

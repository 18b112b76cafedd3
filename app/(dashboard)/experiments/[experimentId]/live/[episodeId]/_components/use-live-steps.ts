import { useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { call } from "@/lib/api-client/call"
import { getLiveEpisode, type LiveEpisodeRecord } from "@/lib/contracts/live"
import type { RouteOutput } from "@/lib/contracts/route"

const POLL_MS = 1500

export type LiveStep = RouteOutput<typeof getLiveEpisode>["steps"][number]

/** The steps so far; asks for those behind them only, and at once again while there are more. `onOver` is called at its end. */
export function useLiveSteps(experimentId: string, episodeId: string, onOver: () => void) {
  const [steps, setSteps] = useState<readonly LiveStep[]>([])
  const [episode, setEpisode] = useState<LiveEpisodeRecord | null>(null)
  const from = steps.length
  const { data, error } = useQuery({
    queryKey: [getLiveEpisode.id, experimentId, episodeId, from],
    queryFn: ({ signal }) =>
      call(getLiveEpisode, { experimentId, episodeId, from: String(from) }, { signal }),
    refetchInterval: POLL_MS,
    retry: false,
  })
  useEffect(() => {
    if (!data) return
    const { steps: next, ...record } = data
    setEpisode(record)
    setSteps((known) => [...known, ...next.filter(({ idx }) => idx >= known.length)])
  }, [data])
  const isOver = error !== null && "code" in error && error.code === "NOT_FOUND"
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  return { episode, steps, error: isOver ? null : error }
}

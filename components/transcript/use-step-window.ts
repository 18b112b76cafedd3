"use client"

import { useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { listSteps } from "@/lib/contracts/steps"
import { stepWindow } from "./step-window"

/** The window of steps around one of them, from the cache once it was read: steps never change. */
export function useStepWindow(
  { experimentId, episodeId }: { experimentId: string; episodeId: string },
  stepIdx: number,
  enabled: boolean,
) {
  return useQuery({
    ...routeQuery(listSteps, stepWindow(experimentId, episodeId, Math.max(0, stepIdx))),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

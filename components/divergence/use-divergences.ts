"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { listDivergences } from "@/lib/contracts/divergences"

export interface RunPair {
  experimentId: string
  teacherRunId: string
  studentRunId: string
}

/** Where two runs part over all tasks they share; asks on while the server is still reading. */
export function useDivergences({ experimentId, teacherRunId, studentRunId }: RunPair, enabled = true) {
  return useQuery({
    ...routeQuery(listDivergences, { experimentId, teacherRunId, studentRunId }),
    enabled: enabled && teacherRunId !== studentRunId,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && data.compared < data.pairs ? 200 : false),
  })
}

"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { runEntities } from "@/components/run/run-entities"
import { routeQuery } from "@/lib/api-client/query"
import { listRuns } from "@/lib/contracts/runs"

/** The mark of each run of the experiment. */
export function useRunEntity(experimentId: string) {
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items
  return useMemo(() => runEntities(runs ?? []), [runs])
}

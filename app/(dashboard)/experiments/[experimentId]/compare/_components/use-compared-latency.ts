"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import { getComparedLatency } from "@/lib/contracts/compare-latency"

/** As many as can be told apart. */
const MOST = 6

/** The pair first, then whoever else was timed. */
export function timedRuns(runs: readonly ComparedRun[], pair: ComparedPair): ComparedRun[] {
  const rank = ({ id }: ComparedRun) => (id === pair.teacherRunId || id === pair.studentRunId ? 0 : 1)
  return runs
    .filter(({ latencyMs }) => latencyMs.p50.value !== null)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
}

/** Latencies of the runs drawn; both latency panels share the answer. */
export function useComparedLatency(experimentId: string, runs: readonly ComparedRun[]) {
  return useQuery({
    ...routeQuery(getComparedLatency, { experimentId, runId: runs.map(({ id }) => id) }),
    enabled: runs.length > 0,
    placeholderData: keepPreviousData,
  })
}

"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useAtEnd } from "@/components/distill/use-at-end"
import { isActive } from "@/components/distill/words"
import { routeQuery } from "@/lib/api-client/query"
import { getPipeline, listPipelineLogs, listPipelines, type PipelineRecord } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import { listRuns, type RunRecord } from "@/lib/contracts/runs"

const POLL_MS = 1000
const RUNS_POLL_MS = 4000

export interface PipelineData {
  pipeline: PipelineRecord
  runs: readonly RunRecord[]
  logs: RouteOutput<typeof listPipelineLogs>["items"]
}

/** A pipeline with its runs and log, read again each second for as long as it moves. */
export function usePipeline(experimentId: string, pipelineId: string) {
  const client = useQueryClient()
  const key = { experimentId, pipelineId }
  const pipeline = useQuery({
    ...routeQuery(getPipeline, key),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? POLL_MS : false),
  })
  const active = pipeline.data !== undefined && isMoving(pipeline.data)
  const logs = useQuery({
    ...routeQuery(listPipelineLogs, key),
    refetchInterval: active ? POLL_MS : false,
  })
  const runs = useQuery({
    ...routeQuery(listRuns, { experimentId }),
    refetchInterval: active ? RUNS_POLL_MS : false,
  })
  useAtEnd(active, () => {
    for (const route of [listRuns, listPipelineLogs, listPipelines]) {
      void client.invalidateQueries({ queryKey: [route.id] })
    }
  })
  const data: PipelineData | undefined = pipeline.data && {
    pipeline: pipeline.data,
    runs: runs.data?.items ?? [],
    logs: logs.data?.items ?? [],
  }
  return { data, error: pipeline.error, refetch: pipeline.refetch }
}

/** A cancelled pipeline still moves until its worker has let go of the stage. */
function isMoving({ status, stages }: PipelineRecord): boolean {
  return isActive(status) || stages.some((stage) => stage.status === "running")
}

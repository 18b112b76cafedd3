"use client"

import { useQuery } from "@tanstack/react-query"
import { runEntities } from "@/components/run/run-entities"
import { Page } from "@/components/shell/page"
import { LoadError } from "@/components/ui/load-error"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { PipelineActions } from "./pipeline-actions"
import { PipelineFinished } from "./pipeline-finished"
import { PipelineRunning } from "./pipeline-running"
import { usePipeline } from "./use-pipeline"

export interface PipelineViewProps {
  experimentId: string
  pipelineId: string
}

/** One distillation from its first second to its verdict. */
export function PipelineView({ experimentId, pipelineId }: PipelineViewProps) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId }))
  const { data, error, refetch } = usePipeline(experimentId, pipelineId)
  const crumbs = [
    { label: experiment.data?.name ?? "Experiment", href: `/experiments/${experimentId}` },
    { label: "Fine-tunes", href: "/fine-tunes" },
    { label: data?.pipeline.name ?? "Fine-tune" },
  ]
  return (
    <Page crumbs={crumbs} actions={data && <PipelineActions pipeline={data.pipeline} />}>
      {error && <LoadError title="The pipeline did not load." error={error} onRetry={() => void refetch()} />}
      {data &&
        (data.pipeline.status === "done" && data.pipeline.verdict ? (
          <PipelineFinished {...data} verdict={data.pipeline.verdict} entityOf={runEntities(data.runs)} />
        ) : (
          <PipelineRunning {...data} entityOf={runEntities(data.runs)} />
        ))}
    </Page>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { getPipeline as getPipelineRoute, listPipelineLogs as listLogsRoute } from "@/lib/contracts/pipelines"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getExperiment } from "@/lib/services/experiment/get"
import { getPipeline } from "@/lib/services/pipeline/get"
import { listPipelineLogs } from "@/lib/services/pipeline/list-logs"
import { listRuns } from "@/lib/services/run/list"
import { prefetchRoute } from "../../../../prefetch"
import { PipelineView } from "./_components/pipeline-view"

interface PipelinePageProps {
  params: Promise<{ experimentId: string; pipelineId: string }>
}

export const metadata: Metadata = { title: "Fine-tune" }

export default async function PipelinePage({ params }: PipelinePageProps) {
  const ctx = await getPageContext()
  const { experimentId, pipelineId } = await params
  const key = { experimentId, pipelineId }
  const client = new QueryClient()
  await prefetchRoute(client, getPipelineRoute, key, (input) => getPipeline(ctx, input))
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (input) => listRuns(ctx, input)),
    prefetchRoute(client, listLogsRoute, key, (input) => listPipelineLogs(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PipelineView experimentId={experimentId} pipelineId={pipelineId} />
    </HydrationBoundary>
  )
}

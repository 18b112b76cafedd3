import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listConnections as listConnectionsRoute } from "@/lib/contracts/connections"
import {
  listEnvironments as listEnvironmentsRoute,
  listPlugins as listPluginsRoute,
} from "@/lib/contracts/environments"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listPipelines as listPipelinesRoute } from "@/lib/contracts/pipelines"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { listConnections } from "@/lib/services/connection/list"
import { listEnvironments, listPlugins } from "@/lib/services/environment/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listPipelines } from "@/lib/services/pipeline/list"
import { listRuns } from "@/lib/services/run/list"
import { prefetchRoute } from "../../../prefetch"
import { DistillView } from "./_components/distill-view"
import { loadDistillParams } from "./search-params"

interface DistillPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

export const metadata: Metadata = { title: "Distill a run" }

export default async function DistillPage({ params, searchParams }: DistillPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const { run, rules, weights, provider } = await loadDistillParams(searchParams)
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  await Promise.all([
    prefetchRoute(client, listRunsRoute, { experimentId }, (input) => listRuns(ctx, input)),
    prefetchRoute(client, listPluginsRoute, {}, () => listPlugins(ctx)),
    prefetchRoute(client, listConnectionsRoute, {}, () => listConnections(ctx)),
    prefetchRoute(client, listEnvironmentsRoute, {}, () => listEnvironments(ctx)),
    prefetchRoute(client, listPipelinesRoute, { experimentId }, (input) => listPipelines(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DistillView
        experimentId={experimentId}
        runId={run}
        provider={provider}
        rules={rules}
        weighting={weights}
      />
    </HydrationBoundary>
  )
}

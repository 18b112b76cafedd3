import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { getDemo as getDemoRoute } from "@/lib/contracts/demo"
import { listExperiments as listExperimentsRoute } from "@/lib/contracts/experiments"
import { listPipelines as listPipelinesRoute } from "@/lib/contracts/pipelines"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getDemo } from "@/lib/services/demo/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { listPipelines } from "@/lib/services/pipeline/list"
import { listRuns } from "@/lib/services/run/list"
import { prefetchRoute } from "../prefetch"
import { ExperimentsView } from "./_components/experiments-view"
import { loadExperimentsParams, toListInput } from "./search-params"

export const metadata: Metadata = { title: "Experiments" }

export default async function ExperimentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await getPageContext()
  const input = toListInput(await loadExperimentsParams(searchParams))
  const client = new QueryClient()
  const [demo] = await Promise.all([
    prefetchRoute(client, getDemoRoute, {}, () => getDemo(ctx)),
    prefetchRoute(client, listExperimentsRoute, input, (parsed) => listExperiments(ctx, parsed)),
  ])
  if (demo.making && demo.experimentId) {
    const { experimentId } = demo
    await Promise.all([
      prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
      prefetchRoute(client, listPipelinesRoute, { experimentId }, (parsed) => listPipelines(ctx, parsed)),
    ])
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentsView />
    </HydrationBoundary>
  )
}

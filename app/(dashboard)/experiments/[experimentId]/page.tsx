import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { listDatasets as listDatasetsRoute } from "@/lib/contracts/datasets"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { listDatasets } from "@/lib/services/dataset/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { titleOf } from "../../page-title"
import { prefetchRoute } from "../../prefetch"
import { ExperimentView } from "./_components/experiment-view"

interface ExperimentPageProps {
  params: Promise<{ experimentId: string }>
}

export async function generateMetadata({ params }: ExperimentPageProps): Promise<Metadata> {
  const ctx = await getPageContext()
  return titleOf("Experiment", getExperimentRoute, await params, (input) => getExperiment(ctx, input))
}

export default async function ExperimentPage({ params }: ExperimentPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  await Promise.all([
    prefetchRoute(client, listRunsRoute, { experimentId }, (input) => listRuns(ctx, input)),
    prefetchRoute(client, listDatasetsRoute, { experimentId, limit: 1 }, (input) => listDatasets(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { listDatasets as listDatasetsRoute } from "@/lib/contracts/datasets"
import {
  getExperiment as getExperimentRoute,
  listExperiments as listRoute,
} from "@/lib/contracts/experiments"
import { listDatasets } from "@/lib/services/dataset/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { prefetchRoute } from "../../../prefetch"
import { DatasetList } from "./_components/dataset-list"

export const metadata: Metadata = { title: "Datasets" }

export default async function DatasetsPage({ params }: { params: Promise<{ experimentId: string }> }) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, listRoute, { limit: 200 }, (input) => listExperiments(ctx, input)),
    prefetchRoute(client, listDatasetsRoute, { experimentId }, (input) => listDatasets(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <DatasetList experimentId={experimentId} />
    </HydrationBoundary>
  )
}

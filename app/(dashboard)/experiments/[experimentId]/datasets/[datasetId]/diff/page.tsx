import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { notFound } from "next/navigation"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { diffDatasets as diffRoute } from "@/lib/contracts/dataset-checks"
import { getDataset as getDatasetRoute } from "@/lib/contracts/datasets"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { diffDatasets } from "@/lib/services/dataset/diff"
import { getDataset } from "@/lib/services/dataset/get"
import { getExperiment } from "@/lib/services/experiment/get"
import { prefetchRoute } from "../../../../../prefetch"
import { DiffView } from "./_components/diff-view"
import { loadDiffParams } from "./search-params"

export const metadata: Metadata = { title: "Datasets compared" }

interface DiffPageProps {
  params: Promise<{ experimentId: string; datasetId: string }>
  searchParams: Promise<SearchParams>
}

export default async function DiffPage({ params, searchParams }: DiffPageProps) {
  const ctx = await getPageContext()
  const { experimentId, datasetId } = await params
  const { from } = await loadDiffParams(searchParams)
  if (!from) notFound()
  const client = new QueryClient()
  const read = (id: string) =>
    prefetchRoute(client, getDatasetRoute, { experimentId, datasetId: id }, (input) => getDataset(ctx, input))
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    read(from),
    read(datasetId),
    prefetchRoute(client, diffRoute, { experimentId, datasetId, from }, (input) => diffDatasets(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <DiffView experimentId={experimentId} datasetId={datasetId} from={from} />
    </HydrationBoundary>
  )
}

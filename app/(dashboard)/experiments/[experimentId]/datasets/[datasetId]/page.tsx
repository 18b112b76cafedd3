import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getDataset as getDatasetRoute, listDatasetMembers as membersRoute } from "@/lib/contracts/datasets"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { getDataset } from "@/lib/services/dataset/get"
import { listDatasetMembers } from "@/lib/services/dataset/list-members"
import { getExperiment } from "@/lib/services/experiment/get"
import { prefetchRoute } from "../../../../prefetch"
import { DatasetView } from "./_components/dataset-view"
import { loadMemberParams, membersInput } from "./search-params"

export const metadata: Metadata = { title: "Dataset" }

interface DatasetPageProps {
  params: Promise<{ experimentId: string; datasetId: string }>
  searchParams: Promise<SearchParams>
}

export default async function DatasetPage({ params, searchParams }: DatasetPageProps) {
  const ctx = await getPageContext()
  const key = await params
  const { experimentId } = key
  const members = membersInput(key, await loadMemberParams(searchParams))
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, getDatasetRoute, key, (input) => getDataset(ctx, input)),
    prefetchRoute(client, membersRoute, members, (input) => listDatasetMembers(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <DatasetView {...key} />
    </HydrationBoundary>
  )
}

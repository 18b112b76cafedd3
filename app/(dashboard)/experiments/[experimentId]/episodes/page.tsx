import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { listEpisodes as listEpisodesRoute } from "@/lib/contracts/episodes"
import {
  getExperiment as getExperimentRoute,
  listExperiments as listExperimentsRoute,
} from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { listEpisodes } from "@/lib/services/episode/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { listRuns } from "@/lib/services/run/list"
import { prefetchRoute } from "../../../prefetch"
import { EpisodeList } from "./_components/episode-list"
import { listInput, loadListParams } from "./search-params"

export const metadata: Metadata = { title: "Episodes" }

interface EpisodesPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

export default async function EpisodesPage({ params, searchParams }: EpisodesPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const input = listInput(experimentId, await loadListParams(searchParams))
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listExperimentsRoute, { limit: 200 }, (parsed) => listExperiments(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    prefetchRoute(client, listEpisodesRoute, input, (parsed) => listEpisodes(ctx, parsed)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <EpisodeList experimentId={experimentId} />
    </HydrationBoundary>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
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
import { getPreferences } from "@/lib/services/preference/get"
import { listRuns } from "@/lib/services/run/list"
import { listSavedViews } from "@/lib/services/saved-view/list"
import { prefetchRoute } from "../../../prefetch"
import { EpisodeList } from "./_components/episode-list"
import { listInput, loadListParams } from "./search-params"

export const metadata: Metadata = { title: "Episodes" }

type PageContext = Awaited<ReturnType<typeof getPageContext>>

interface EpisodesPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

/** An address without a filter opens with the view that the person has chosen for that. */
async function openDefaultView(ctx: PageContext, experimentId: string, params: SearchParams): Promise<void> {
  if (Object.keys(params).length > 0) return
  const viewId = (await getPreferences(ctx)).defaultViews?.[experimentId]
  if (!viewId) return
  const { items } = await listSavedViews(ctx, { experimentId })
  const search = items.find(({ id }) => id === viewId)?.search
  if (search) redirect(`/experiments/${experimentId}/episodes?${search}`)
}

export default async function EpisodesPage({ params, searchParams }: EpisodesPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  await openDefaultView(ctx, experimentId, await searchParams)
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

import { QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { loadSelection, toSelectionInput } from "@/components/episode/filter-params"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { HydrateJson } from "@/components/shell/hydrate-json"
import { stepWindow } from "@/components/transcript/step-window"
import { getPageContext } from "@/lib/auth/page-context"
import { getEpisode as getEpisodeRoute } from "@/lib/contracts/episodes"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getOutline as getOutlineRoute, listSteps as listStepsRoute } from "@/lib/contracts/steps"
import { getEpisode } from "@/lib/services/episode/get"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { getOutline } from "@/lib/services/step/get-outline"
import { listSteps } from "@/lib/services/step/list"
import { dehydrateJson, prefetchRoute } from "../../../../prefetch"
import { Reader } from "./_components/reader"
import { loadStep } from "./search-params"

export const metadata: Metadata = { title: "Episode" }

interface EpisodePageProps {
  params: Promise<{ experimentId: string; episodeId: string }>
  searchParams: Promise<SearchParams>
}

export default async function EpisodePage({ params, searchParams }: EpisodePageProps) {
  const ctx = await getPageContext()
  const { experimentId, episodeId } = await params
  const input = { ...toSelectionInput(await loadSelection(searchParams)), experimentId, episodeId }
  const { step } = await loadStep(searchParams)
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    prefetchRoute(client, getEpisodeRoute, input, (parsed) => getEpisode(ctx, parsed)),
    prefetchRoute(client, getOutlineRoute, { experimentId, episodeId }, (parsed) => getOutline(ctx, parsed)),
    prefetchRoute(
      client,
      listStepsRoute,
      stepWindow(experimentId, episodeId, Math.max(0, step ?? 0)),
      (parsed) => listSteps(ctx, parsed),
    ),
  ])
  return (
    <HydrateJson state={dehydrateJson(client)}>
      <RememberExperiment experimentId={experimentId} />
      <Reader key={episodeId} experimentId={experimentId} episodeId={episodeId} />
    </HydrateJson>
  )
}

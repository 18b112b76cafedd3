import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { stepWindow } from "@/components/transcript/step-window"
import { getPageContext } from "@/lib/auth/page-context"
import { getEpisode as getEpisodeRoute } from "@/lib/contracts/episodes"
import {
  getExperiment as getExperimentRoute,
  listExperiments as listExperimentsRoute,
} from "@/lib/contracts/experiments"
import { getNextUnlabelled as getNextRoute } from "@/lib/contracts/labels"
import { getOutline as getOutlineRoute, listSteps as listStepsRoute } from "@/lib/contracts/steps"
import { getEpisode } from "@/lib/services/episode/get"
import { getExperiment } from "@/lib/services/experiment/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { getNextUnlabelled } from "@/lib/services/label/get-next-unlabelled"
import { getOutline } from "@/lib/services/step/get-outline"
import { listSteps } from "@/lib/services/step/list"
import { prefetchRoute } from "../../../prefetch"
import { LabelView } from "./_components/label-view"
import { loadQueueParams, queueInput } from "./search-params"

export const metadata: Metadata = { title: "Label" }

interface LabelPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

export default async function LabelPage({ params, searchParams }: LabelPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const { episode, draw, view, by: _, curate: __, ...selection } = await loadQueueParams(searchParams)
  const input = queueInput(experimentId, selection, draw)
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listExperimentsRoute, { limit: 200 }, (parsed) => listExperiments(ctx, parsed)),
    view === "single" &&
      prefetchRoute(client, getNextRoute, episode ? { ...input, after: episode } : input, (parsed) =>
        getNextUnlabelled(ctx, parsed),
      ).then((next) => prefetchEpisode(ctx, client, experimentId, episode ?? next.episodeId)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <LabelView key={experimentId} experimentId={experimentId} />
    </HydrationBoundary>
  )
}

async function prefetchEpisode(
  ctx: Awaited<ReturnType<typeof getPageContext>>,
  client: QueryClient,
  experimentId: string,
  episodeId: string | null,
): Promise<void> {
  if (episodeId === null) return
  const input = { experimentId, episodeId }
  await Promise.all([
    prefetchRoute(client, getEpisodeRoute, input, (parsed) => getEpisode(ctx, parsed)),
    prefetchRoute(client, getOutlineRoute, input, (parsed) => getOutline(ctx, parsed)),
    prefetchRoute(client, listStepsRoute, stepWindow(experimentId, episodeId, 0), (parsed) =>
      listSteps(ctx, parsed),
    ),
  ])
}

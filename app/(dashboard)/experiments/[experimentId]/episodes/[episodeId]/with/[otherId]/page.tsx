import { QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { HydrateJson } from "@/components/shell/hydrate-json"
import { getPageContext } from "@/lib/auth/page-context"
import { diffEpisodes as diffEpisodesRoute, getEpisode as getEpisodeRoute } from "@/lib/contracts/episodes"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getOutline as getOutlineRoute } from "@/lib/contracts/steps"
import { diffEpisodes } from "@/lib/services/episode/diff"
import { getEpisode } from "@/lib/services/episode/get"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { getOutline } from "@/lib/services/step/get-outline"
import { dehydrateJson, prefetchOptional, prefetchRoute } from "../../../../../../prefetch"
import { SideBySide } from "./_components/side-by-side"

export const metadata: Metadata = { title: "Side by side" }

interface SideBySidePageProps {
  params: Promise<{ experimentId: string; episodeId: string; otherId: string }>
}

export default async function SideBySidePage({ params }: SideBySidePageProps) {
  const ctx = await getPageContext()
  const { experimentId, episodeId, otherId } = await params
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    prefetchOptional(client, diffEpisodesRoute, { experimentId, episodeId, otherId }, (parsed) =>
      diffEpisodes(ctx, parsed),
    ),
    ...[episodeId, otherId].flatMap((id) => [
      prefetchRoute(client, getEpisodeRoute, { experimentId, episodeId: id }, (parsed) =>
        getEpisode(ctx, parsed),
      ),
      prefetchRoute(client, getOutlineRoute, { experimentId, episodeId: id }, (parsed) =>
        getOutline(ctx, parsed),
      ),
    ]),
  ])
  return (
    <HydrateJson state={dehydrateJson(client)}>
      <RememberExperiment experimentId={experimentId} />
      <SideBySide
        key={`${episodeId} ${otherId}`}
        experimentId={experimentId}
        leftId={episodeId}
        rightId={otherId}
      />
    </HydrateJson>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import { redirect } from "next/navigation"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { AppError } from "@/lib/domain/errors"
import { getExperiment } from "@/lib/services/experiment/get"
import { getLiveEpisode } from "@/lib/services/live/get"
import { prefetchRoute } from "../../../../prefetch"
import { LiveReader } from "./_components/live-reader"

interface LivePageProps {
  params: Promise<{ experimentId: string; episodeId: string }>
}

export const metadata = { title: "Running episode" }

/** What has ended is read where every episode is. */
export default async function LivePage({ params }: LivePageProps) {
  const ctx = await getPageContext()
  const { experimentId, episodeId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  let isOver = false
  try {
    await getLiveEpisode(ctx, { experimentId, episodeId, from: 0 })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    isOver = true
  }
  if (isOver) redirect(`/experiments/${experimentId}/episodes/${episodeId}`)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LiveReader experimentId={experimentId} episodeId={episodeId} />
    </HydrationBoundary>
  )
}

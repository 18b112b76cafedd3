import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { getExperiment } from "@/lib/services/experiment/get"
import { prefetchRoute } from "../../../prefetch"
import { SharesView } from "./_components/shares-view"

export const metadata: Metadata = { title: "Shared pages" }

export default async function SharesPage({ params }: { params: Promise<{ experimentId: string }> }) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <SharesView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

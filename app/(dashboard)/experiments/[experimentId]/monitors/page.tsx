import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listMonitors as listMonitorsRoute } from "@/lib/contracts/monitors"
import { getExperiment } from "@/lib/services/experiment/get"
import { listMonitors } from "@/lib/services/monitor/list"
import { prefetchRoute } from "../../../prefetch"
import { MonitorsView } from "./_components/monitors-view"

export const metadata: Metadata = { title: "Monitors" }

export default async function MonitorsPage({ params }: { params: Promise<{ experimentId: string }> }) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, listMonitorsRoute, { experimentId }, (input) => listMonitors(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <MonitorsView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { getDemo as getDemoRoute } from "@/lib/contracts/demo"
import { listExperiments as listExperimentsRoute } from "@/lib/contracts/experiments"
import { getDemo } from "@/lib/services/demo/get"
import { listExperiments } from "@/lib/services/experiment/list"
import { prefetchRoute } from "../prefetch"
import { ExperimentsView } from "./_components/experiments-view"
import { loadExperimentsParams, toListInput } from "./search-params"

export const metadata: Metadata = { title: "Experiments" }

export default async function ExperimentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await getPageContext()
  const input = toListInput(await loadExperimentsParams(searchParams))
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, listExperimentsRoute, input, (parsed) => listExperiments(ctx, parsed)),
    prefetchRoute(client, getDemoRoute, {}, () => getDemo(ctx)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentsView />
    </HydrationBoundary>
  )
}

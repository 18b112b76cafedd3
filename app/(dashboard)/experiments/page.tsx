import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as listExperimentsRoute } from "@/lib/contracts/experiments"
import { listExperiments } from "@/lib/services/experiment/list"
import { prefetchRoute } from "../prefetch"
import { ExperimentsView } from "./_components/experiments-view"
import { loadExperimentsParams, toListInput } from "./search-params"

export const metadata: Metadata = { title: "Experiments" }

export default async function ExperimentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await getPageContext()
  const input = toListInput(await loadExperimentsParams(searchParams))
  const client = new QueryClient()
  await prefetchRoute(client, listExperimentsRoute, input, (parsed) => listExperiments(ctx, parsed))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentsView />
    </HydrationBoundary>
  )
}

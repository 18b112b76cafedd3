import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getComparison as getComparisonRoute } from "@/lib/contracts/compare"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getComparison } from "@/lib/services/compare/get"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { prefetchOptional, prefetchRoute } from "../../../prefetch"
import { CompareView } from "./_components/compare-view"
import { comparisonInput, loadCompareParams } from "./search-params"

export const metadata: Metadata = { title: "Compare" }

interface ComparePageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const input = comparisonInput(experimentId, await loadCompareParams(searchParams))
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    prefetchOptional(client, getComparisonRoute, input, (parsed) => getComparison(ctx, parsed)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <CompareView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

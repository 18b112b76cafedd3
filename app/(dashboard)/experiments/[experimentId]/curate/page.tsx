import { setTimeout } from "node:timers/promises"
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { previewCuration as previewRoute } from "@/lib/contracts/curation"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { previewCuration } from "@/lib/services/curation/preview"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { prefetchRoute } from "../../../prefetch"
import { CurationLab } from "./_components/curation-lab"
import { loadRecipeParams, previewInput } from "./search-params"

const PATIENCE_MS = 500

export const metadata: Metadata = { title: "Curation lab" }

interface CuratePageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

/** A million episodes take seconds to load for the first time: then the page comes first and says how far it is. */
async function atMost(prefetch: Promise<unknown>): Promise<void> {
  await Promise.race([prefetch, setTimeout(PATIENCE_MS, null, { ref: false })])
}

export default async function CuratePage({ params, searchParams }: CuratePageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const input = previewInput(experimentId, await loadRecipeParams(searchParams))
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    atMost(prefetchRoute(client, previewRoute, input, (parsed) => previewCuration(ctx, parsed))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <CurationLab experimentId={experimentId} />
    </HydrationBoundary>
  )
}

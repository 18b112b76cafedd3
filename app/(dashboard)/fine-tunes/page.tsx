import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as listExperimentsRoute } from "@/lib/contracts/experiments"
import { listPipelines as listPipelinesRoute } from "@/lib/contracts/pipelines"
import { listExperiments } from "@/lib/services/experiment/list"
import { listPipelines } from "@/lib/services/pipeline/list"
import { prefetchRoute } from "../prefetch"
import { EXPERIMENTS_INPUT } from "./_components/experiments-input"
import { FineTunesView } from "./_components/fine-tunes-view"

export const metadata: Metadata = { title: "Fine-tunes" }

export default async function FineTunesPage() {
  const ctx = await getPageContext()
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, listPipelinesRoute, {}, (input) => listPipelines(ctx, input)),
    prefetchRoute(client, listExperimentsRoute, EXPERIMENTS_INPUT, (input) => listExperiments(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FineTunesView />
    </HydrationBoundary>
  )
}

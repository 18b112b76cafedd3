import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listEpisodes as listEpisodesRoute } from "@/lib/contracts/episodes"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { getModel as getModelRoute } from "@/lib/contracts/models"
import { getWhatIfCost as getWhatIfCostRoute } from "@/lib/contracts/prices"
import {
  getRun as getRunRoute,
  listRuns as listRunsRoute,
  listRunTools as listRunToolsRoute,
} from "@/lib/contracts/runs"
import { listEpisodes } from "@/lib/services/episode/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { getModel } from "@/lib/services/model/get"
import { getRun } from "@/lib/services/run/get"
import { listRuns } from "@/lib/services/run/list"
import { listRunTools } from "@/lib/services/run/list-tools"
import { getWhatIfCost } from "@/lib/services/run/price-as"
import { titleOf } from "../../../../page-title"
import { prefetchOptional, prefetchRoute } from "../../../../prefetch"
import { countInput } from "./_components/count-input"
import { RunView } from "./_components/run-view"
import { loadRunParams } from "./search-params"

interface RunPageProps {
  params: Promise<{ experimentId: string; runId: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: Pick<RunPageProps, "params">): Promise<Metadata> {
  const ctx = await getPageContext()
  return titleOf("Run", getRunRoute, await params, (input) => getRun(ctx, input))
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const ctx = await getPageContext()
  const { experimentId, runId } = await params
  const { priceAs: priceId } = await loadRunParams(searchParams)
  const client = new QueryClient()
  const run = await prefetchRoute(client, getRunRoute, { experimentId, runId }, (input) => getRun(ctx, input))
  const count = (filter: Parameters<typeof countInput>[1]) =>
    prefetchRoute(client, listEpisodesRoute, countInput(run, filter), (input) => listEpisodes(ctx, input))
  await Promise.all([
    count({ hasError: true }),
    count({ repaired: true }),
    priceId === null ||
      prefetchOptional(client, getWhatIfCostRoute, { experimentId, runId, priceId }, (input) =>
        getWhatIfCost(ctx, input),
      ),
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (input) => listRuns(ctx, input)),
    prefetchRoute(client, listRunToolsRoute, { experimentId, runId }, (input) => listRunTools(ctx, input)),
    prefetchRoute(client, getModelRoute, { modelId: run.model.id }, (input) => getModel(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView experimentId={experimentId} runId={runId} />
    </HydrationBoundary>
  )
}

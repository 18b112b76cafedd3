import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listDatasets as listDatasetsRoute } from "@/lib/contracts/datasets"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { listTasks as listTasksRoute } from "@/lib/contracts/tasks"
import { listDatasets } from "@/lib/services/dataset/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { listTasks } from "@/lib/services/task/list"
import { titleOf } from "../../page-title"
import { prefetchRoute } from "../../prefetch"
import { ExperimentView } from "./_components/experiment-view"
import { loadOverviewParams, toTasksInput } from "./search-params"

interface ExperimentPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: ExperimentPageProps): Promise<Metadata> {
  const ctx = await getPageContext()
  return titleOf("Experiment", getExperimentRoute, await params, (input) => getExperiment(ctx, input))
}

export default async function ExperimentPage({ params, searchParams }: ExperimentPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const { tab, task } = await loadOverviewParams(searchParams)
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  await Promise.all([
    prefetchRoute(client, listRunsRoute, { experimentId }, (input) => listRuns(ctx, input)),
    tab === "tasks" &&
      prefetchRoute(client, listTasksRoute, toTasksInput(experimentId, task), (input) =>
        listTasks(ctx, input),
      ),
    prefetchRoute(client, listDatasetsRoute, { experimentId, limit: 1 }, (input) => listDatasets(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

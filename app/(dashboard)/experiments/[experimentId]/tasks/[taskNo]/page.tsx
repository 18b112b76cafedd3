import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { getTask as getTaskRoute } from "@/lib/contracts/tasks"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRuns } from "@/lib/services/run/list"
import { getTask } from "@/lib/services/task/get"
import { prefetchRoute } from "../../../../prefetch"
import { TaskView } from "./_components/task-view"
import { loadTaskParams, toTaskInput } from "./search-params"

export const metadata: Metadata = { title: "Attempts at a task" }

interface TaskPageProps {
  params: Promise<{ experimentId: string; taskNo: string }>
  searchParams: Promise<SearchParams>
}

export default async function TaskPage({ params, searchParams }: TaskPageProps) {
  const ctx = await getPageContext()
  const { experimentId, ...path } = await params
  const taskNo = Number(path.taskNo)
  const { ref } = await loadTaskParams(searchParams)
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (parsed) => getExperiment(ctx, parsed)),
    prefetchRoute(client, listRunsRoute, { experimentId }, (parsed) => listRuns(ctx, parsed)),
    prefetchRoute(client, getTaskRoute, toTaskInput(experimentId, taskNo, ref), (parsed) =>
      getTask(ctx, parsed),
    ),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <TaskView key={taskNo} experimentId={experimentId} taskNo={taskNo} />
    </HydrationBoundary>
  )
}

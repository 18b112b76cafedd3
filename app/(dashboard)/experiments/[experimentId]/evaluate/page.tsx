import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { MODELS_INPUT } from "@/components/distill/models-input"
import { getPageContext } from "@/lib/auth/page-context"
import {
  listEnvironments as listEnvironmentsRoute,
  listPlugins as listPluginsRoute,
} from "@/lib/contracts/environments"
import { listEvaluations as listEvaluationsRoute } from "@/lib/contracts/evaluations"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listModels as listModelsRoute } from "@/lib/contracts/models"
import { listEnvironments, listPlugins } from "@/lib/services/environment/list"
import { listEvaluations } from "@/lib/services/evaluation/list"
import { getExperiment } from "@/lib/services/experiment/get"
import { listModels } from "@/lib/services/model/list"
import { prefetchRoute } from "../../../prefetch"
import { EvaluateView } from "./_components/evaluate-view"

interface EvaluatePageProps {
  params: Promise<{ experimentId: string }>
}

export const metadata: Metadata = { title: "New evaluation" }

export default async function EvaluatePage({ params }: EvaluatePageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input))
  await Promise.all([
    prefetchRoute(client, listEvaluationsRoute, { experimentId }, (input) => listEvaluations(ctx, input)),
    prefetchRoute(client, listPluginsRoute, {}, () => listPlugins(ctx)),
    prefetchRoute(client, listEnvironmentsRoute, {}, () => listEnvironments(ctx)),
    prefetchRoute(client, listModelsRoute, MODELS_INPUT, (input) => listModels(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EvaluateView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

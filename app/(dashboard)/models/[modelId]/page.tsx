import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { getModel as getModelRoute } from "@/lib/contracts/models"
import { getModel } from "@/lib/services/model/get"
import { titleOf } from "../../page-title"
import { prefetchRoute } from "../../prefetch"
import { ModelView } from "./_components/model-view"

interface ModelPageProps {
  params: Promise<{ modelId: string }>
}

export async function generateMetadata({ params }: ModelPageProps): Promise<Metadata> {
  const ctx = await getPageContext()
  return titleOf("Model", getModelRoute, await params, (input) => getModel(ctx, input))
}

export default async function ModelPage({ params }: ModelPageProps) {
  const ctx = await getPageContext()
  const { modelId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getModelRoute, { modelId }, (input) => getModel(ctx, input))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelView modelId={modelId} />
    </HydrationBoundary>
  )
}

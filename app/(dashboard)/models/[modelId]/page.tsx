import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { getModel as getModelRoute } from "@/lib/contracts/models"
import { getModel } from "@/lib/services/model/get"
import { prefetchRoute } from "../../prefetch"
import { ModelView } from "./_components/model-view"

export const metadata: Metadata = { title: "Model" }

export default async function ModelPage({ params }: { params: Promise<{ modelId: string }> }) {
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

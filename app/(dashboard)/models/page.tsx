import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listModels as listModelsRoute } from "@/lib/contracts/models"
import { listModels } from "@/lib/services/model/list"
import { prefetchRoute } from "../prefetch"
import { ModelsView } from "./_components/models-view"
import { loadModelsParams, toModelsInput } from "./search-params"

export const metadata: Metadata = { title: "Models" }

export default async function ModelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await getPageContext()
  const input = toModelsInput(await loadModelsParams(searchParams))
  const client = new QueryClient()
  await prefetchRoute(client, listModelsRoute, input, (parsed) => listModels(ctx, parsed))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelsView />
    </HydrationBoundary>
  )
}

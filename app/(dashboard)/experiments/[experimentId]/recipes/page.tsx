import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getExperiment as getExperimentRoute } from "@/lib/contracts/experiments"
import { listRecipes as listRecipesRoute } from "@/lib/contracts/recipes"
import { getExperiment } from "@/lib/services/experiment/get"
import { listRecipes } from "@/lib/services/recipe/list"
import { prefetchRoute } from "../../../prefetch"
import { RecipesView } from "./_components/recipes-view"

export const metadata: Metadata = { title: "Recipes" }

export default async function RecipesPage({ params }: { params: Promise<{ experimentId: string }> }) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getExperimentRoute, { experimentId }, (input) => getExperiment(ctx, input)),
    prefetchRoute(client, listRecipesRoute, { experimentId, limit: 200 }, (input) => listRecipes(ctx, input)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <RecipesView experimentId={experimentId} />
    </HydrationBoundary>
  )
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"
import { getPageContext } from "@/lib/auth/page-context"
import { listActivity as listActivityRoute } from "@/lib/contracts/activity"
import { listActivity } from "@/lib/services/activity/list"
import { prefetchRoute } from "../prefetch"
import { ActivityView } from "./_components/activity-view"
import { loadActivityParams, toActivityInput } from "./search-params"

export const metadata: Metadata = { title: "Activity" }

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await getPageContext()
  const input = toActivityInput(await loadActivityParams(searchParams))
  const client = new QueryClient()
  await prefetchRoute(client, listActivityRoute, input, (parsed) => listActivity(ctx, parsed))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActivityView />
    </HydrationBoundary>
  )
}

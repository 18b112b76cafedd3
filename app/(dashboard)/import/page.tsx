import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getPageContext } from "@/lib/auth/page-context"
import { listImports as listImportsRoute } from "@/lib/contracts/imports"
import { listImports } from "@/lib/services/import/list"
import { prefetchRoute } from "../prefetch"
import { ImportView } from "./_components/import-view"

export const metadata: Metadata = { title: "Import" }

export default async function ImportPage() {
  const ctx = await getPageContext()
  const client = new QueryClient()
  await prefetchRoute(client, listImportsRoute, {}, (input) => listImports(ctx, input))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportView />
    </HydrationBoundary>
  )
}

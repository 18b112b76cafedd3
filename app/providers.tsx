"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { NuqsAdapter } from "nuqs/adapters/next/app"
import { type ReactNode, useState } from "react"
import { KitProvider } from "@/components/ui/kit-provider"

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <KitProvider>{children}</KitProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}

/** Prefetched data counts as fresh for a moment, so hydration does not ask again for what just came with the page. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: true } },
  })
}

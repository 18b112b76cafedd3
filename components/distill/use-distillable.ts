"use client"

import { useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { listPlugins } from "@/lib/contracts/environments"
import { whyNotDistillable } from "./runnable"

/** Why a run cannot be distilled, null when it can; undefined until that is known. */
export function useWhyNotDistillable(
  run: Parameters<typeof whyNotDistillable>[0] | undefined,
): string | null | undefined {
  const plugins = useQuery({ ...routeQuery(listPlugins, {}), staleTime: Number.POSITIVE_INFINITY }).data
  return run && plugins && whyNotDistillable(run, plugins)
}

"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import { routeQuery } from "@/lib/api-client/query"
import { previewCuration } from "@/lib/contracts/curation"
import { previewInput, type RecipeParams } from "../search-params"

/** Asks for the preview of a recipe the moment it is made, while the page still draws it; one that is known is not asked for. */
export function useAskAhead(experimentId: string): (next: RecipeParams) => void {
  const client = useQueryClient()
  return useCallback(
    (next) => {
      const query = routeQuery(previewCuration, previewInput(experimentId, next))
      void client.prefetchQuery({ ...query, staleTime: Number.POSITIVE_INFINITY })
    },
    [client, experimentId],
  )
}

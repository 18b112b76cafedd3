"use client"

import { skipToken, useQuery } from "@tanstack/react-query"
import type { Curve } from "@/components/dataset/curve-totals"
import { call } from "@/lib/api-client/call"
import { routeKey } from "@/lib/api-client/query"
import { type CurationPreview, getCurationCurve } from "@/lib/contracts/curation"
import { curveInput, type RecipeParams } from "../search-params"

/**
 * The curve of the shown threshold; null until it is there. Only a drag needs it, and it costs the server more than the numbers do:
 * it is asked for after them, and only while a hand is near.
 */
export function useCurve(
  experimentId: string,
  params: RecipeParams,
  preview: CurationPreview | undefined,
  isNear: boolean,
): Curve | null {
  const input = curveInput(experimentId, params)
  const { data } = useQuery({
    queryKey: input ? [...routeKey(getCurationCurve, input), preview?.revision] : [getCurationCurve.id],
    queryFn:
      input && preview && isNear ? ({ signal }) => call(getCurationCurve, input, { signal }) : skipToken,
  })
  return data?.curve ?? null
}

"use client"

import { skipToken, useQuery } from "@tanstack/react-query"
import type { Curve } from "@/components/dataset/curve-totals"
import { call } from "@/lib/api-client/call"
import { routeKey } from "@/lib/api-client/query"
import { type CurationPreview, getCurationCurve } from "@/lib/contracts/curation"
import { curveInput, type RecipeParams } from "../search-params"

/** The curve of the shown threshold, asked for once the numbers are on the screen; null until it is there. */
export function useCurve(
  experimentId: string,
  params: RecipeParams,
  preview: CurationPreview | undefined,
): Curve | null {
  const input = curveInput(experimentId, params)
  const { data } = useQuery({
    queryKey: input ? [...routeKey(getCurationCurve, input), preview?.revision] : [getCurationCurve.id],
    queryFn: input && preview ? ({ signal }) => call(getCurationCurve, input, { signal }) : skipToken,
  })
  return data?.curve ?? null
}

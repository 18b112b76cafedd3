import { createLoader, type inferParserType } from "nuqs/server"
import { recipeParsers } from "@/components/dataset/recipe-params"
import { shownThreshold } from "@/components/dataset/shown-threshold"
import type { getCurationCurve, previewCuration } from "@/lib/contracts/curation"
import type { RouteInput } from "@/lib/contracts/route"

export const loadRecipeParams = createLoader(recipeParsers)

export type RecipeParams = inferParserType<typeof recipeParsers>

/** Fine enough to say precision at a threshold; bars are several of these together. */
export const BINS = 200

export function previewInput(experimentId: string, params: RecipeParams): RouteInput<typeof previewCuration> {
  const { run: runIds, rules } = params
  return { experimentId, runIds, rules, thresholdRule: shownThreshold(params), bins: BINS }
}

/** Null without a threshold. Its own lower end is left out: the curve of a recipe outlasts every drag. */
export function curveInput(
  experimentId: string,
  params: RecipeParams,
): RouteInput<typeof getCurationCurve> | null {
  const { run: runIds, rules } = params
  const thresholdRule = shownThreshold(params)
  const threshold = thresholdRule === null ? undefined : rules[thresholdRule]
  if (thresholdRule === null || threshold?.type !== "threshold") return null
  return {
    experimentId,
    runIds,
    rules: rules.with(thresholdRule, { ...threshold, min: null }),
    thresholdRule,
  }
}

import { createLoader, type inferParserType } from "nuqs/server"
import { recipeParsers } from "@/components/dataset/recipe-params"
import { shownThreshold } from "@/components/dataset/shown-threshold"
import type { previewCuration } from "@/lib/contracts/curation"
import type { RouteInput } from "@/lib/contracts/route"

export const loadRecipeParams = createLoader(recipeParsers)

export type RecipeParams = inferParserType<typeof recipeParsers>

/** Fine enough to say precision at a threshold; bars are several of these together. */
const BINS = 200

export function previewInput(experimentId: string, params: RecipeParams): RouteInput<typeof previewCuration> {
  const { run: runIds, rules } = params
  return { experimentId, runIds, rules, thresholdRule: shownThreshold(params), bins: BINS }
}

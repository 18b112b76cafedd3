import { createLoader, parseAsString } from "nuqs/server"
import { parseAsRules, parseAsWeighting } from "@/components/dataset/recipe-params"
import { parseAsId } from "@/components/episode/filter-params"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"

/** Which run to distill and where, and the recipe when it comes from the curation lab. */
export const distillParsers = {
  run: parseAsId,
  rules: parseAsRules,
  provider: parseAsString,
  weights: parseAsWeighting.withDefault(NO_WEIGHTING),
}

export const loadDistillParams = createLoader(distillParsers)

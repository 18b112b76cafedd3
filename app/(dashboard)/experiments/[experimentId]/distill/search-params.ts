import { createLoader } from "nuqs/server"
import { parseAsRules } from "@/components/dataset/recipe-params"
import { parseAsId } from "@/components/episode/filter-params"

/** Which run to distill, and the recipe when it comes from the curation lab. */
export const distillParsers = { run: parseAsId, rules: parseAsRules }

export const loadDistillParams = createLoader(distillParsers)

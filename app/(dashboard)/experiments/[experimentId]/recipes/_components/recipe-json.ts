import { z } from "zod"
import { writeRules } from "@/components/dataset/recipe-params"
import { type RecipeRecord, recipeNameSchema, rulesSchema } from "@/lib/contracts/recipes"
import { pairPlanSchema, weightingSchema } from "@/lib/contracts/weighting"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"

const pastedSchema = z.union([
  z.object({
    name: recipeNameSchema.optional(),
    runIds: z.array(z.uuid()).min(1).optional(),
    rules: rulesSchema,
    weighting: weightingSchema,
    pairs: pairPlanSchema,
  }),
  rulesSchema.transform((rules) => ({
    name: undefined,
    runIds: undefined,
    rules,
    weighting: NO_WEIGHTING,
    pairs: null,
  })),
])

export type PastedRecipe = z.output<typeof pastedSchema>

/** What is posted to make the recipe again; what is default is left out. */
export function writeRecipe({
  name,
  runIds,
  rules,
  weighting,
  pairs,
}: Pick<RecipeRecord, "name" | "runIds" | "rules" | "weighting" | "pairs">): string {
  const said = {
    name,
    runIds,
    rules: JSON.parse(writeRules(rules)),
    ...(weighting.scheme === "none" ? {} : { weighting }),
    ...(pairs ? { pairs } : {}),
  }
  return JSON.stringify(said, null, 2)
}

/** A recipe, or a bare list of rules, from text; or a sentence that says what is wrong with it. */
export function readRecipe(text: string): { ok: true; recipe: PastedRecipe } | { ok: false; reason: string } {
  try {
    const parsed = pastedSchema.safeParse(JSON.parse(text))
    if (parsed.success) return { ok: true, recipe: parsed.data }
    const rules = z.object({ rules: rulesSchema }).safeParse(JSON.parse(text))
    const [issue] = (rules.error ?? parsed.error).issues
    return {
      ok: false,
      reason: `${issue?.path.join(".") || "The recipe"}: ${issue?.message ?? "not a recipe"}.`,
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: "This is not JSON." }
    throw error
  }
}

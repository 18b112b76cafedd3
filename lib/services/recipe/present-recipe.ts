import { type RecipeRecord, rulesSchema } from "@/lib/contracts/recipes"
import { pairPlanSchema, weightingSchema } from "@/lib/contracts/weighting"
import type { Recipe } from "@/lib/db/generated/client"

export function presentRecipe(recipe: Recipe): RecipeRecord {
  const { experimentId, id, name, version, runIds } = recipe
  return {
    experimentId,
    id,
    name,
    version,
    runIds,
    rules: rulesSchema.parse(recipe.rules),
    weighting: weightingSchema.parse(recipe.weighting ?? undefined),
    pairs: pairPlanSchema.parse(recipe.pairs),
    createdAt: recipe.createdAt.toISOString(),
  }
}

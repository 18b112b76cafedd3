import { type RecipeRecord, rulesSchema } from "@/lib/contracts/recipes"
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
    createdAt: recipe.createdAt.toISOString(),
  }
}

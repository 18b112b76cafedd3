import type { RecipeRecord } from "@/lib/contracts/recipes"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentRecipe } from "@/lib/services/recipe/present-recipe"

/** @throws AppError NOT_FOUND */
export async function getRecipe(
  ctx: Context,
  { experimentId, recipeId }: { experimentId: string; recipeId: string },
): Promise<RecipeRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const recipe = await ctx.db.prisma.recipe.findUnique({
    where: { experimentId_id: { experimentId, id: recipeId } },
  })
  if (!recipe) throw new AppError("NOT_FOUND", "There is no such recipe in this experiment.")
  return presentRecipe(recipe)
}

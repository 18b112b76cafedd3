import { listRecipes as listRoute, saveRecipe as saveRoute } from "@/lib/contracts/recipes"
import { handle } from "@/lib/http/handle"
import { listRecipes } from "@/lib/services/recipe/list"
import { saveRecipe } from "@/lib/services/recipe/save"

export const GET = handle(listRoute, listRecipes)

export const POST = handle(saveRoute, saveRecipe)
